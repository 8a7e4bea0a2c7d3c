package dev.foley.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A client written by others: the JDK's, which knows nothing of Foley. */
final class Client {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Client(Sandbox sandbox) {
        url = sandbox.url();
    }

    static ObjectNode input(String text) {
        return JSON.createObjectNode().put("text", text);
    }

    static ObjectNode order(ObjectNode input) {
        ObjectNode body = JSON.createObjectNode().put("model", "elevenlabs/sound-effect-v2");
        body.set("input", input);
        return body;
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(target.startsWith("http") ? target : url + target)).timeout(PATIENCE);
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer key").header("Content-Type", "application/json");
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> fetch(String target) {
        return fetch(request(target));
    }

    HttpResponse<byte[]> fetch(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String body) {
        return send(authorized(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(authorized(path));
    }

    JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    HttpResponse<String> createResponse(JsonNode body) {
        return post("/api/v1/jobs/createTask", body.toString());
    }

    JsonNode create(JsonNode body) {
        return json(createResponse(body));
    }

    JsonNode create(String text) {
        return create(order(input(text)));
    }

    /** Creates a task that must be created, and gives its id. */
    String createdId(String text) {
        return create(text).at("/data/taskId").asText();
    }

    HttpResponse<String> recordResponse(String taskId) {
        return get("/api/v1/jobs/recordInfo?taskId=" + taskId);
    }

    JsonNode record(String taskId) {
        return json(recordResponse(taskId));
    }

    /** The URL of the result of a task that is done. */
    String resultUrl(String taskId) {
        try {
            return JSON.readTree(record(taskId).at("/data/resultJson").asText()).at("/resultUrls/0").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
