package dev.foley.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** Vert.x' HTTP client and Jackson, with nothing around them: the floor. */
public final class VertxLoop implements Rival {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final String bearer;

    public VertxLoop(Vertx vertx, URI server, String key, int connections) {
        http = vertx.createHttpClient(new HttpClientOptions().setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort())
                .setMaxPoolSize(connections));
        bearer = "Bearer " + key;
    }

    @Override
    public CompletionStage<String> generate() {
        return http.request(HttpMethod.POST, "/api/v1/jobs/createTask")
                .compose(this::create)
                .map(created -> read(created).path("data").path("taskId").textValue())
                .compose(task -> http.request(HttpMethod.GET, "/api/v1/jobs/recordInfo?taskId=" + task))
                .compose(request -> body(request.putHeader("Authorization", bearer).send()))
                .map(record -> read(Buffer.buffer(read(record).path("data").path("resultJson").textValue()))
                        .path("resultUrls")
                        .path(0)
                        .textValue())
                .toCompletionStage();
    }

    private Future<Buffer> create(HttpClientRequest request) {
        try {
            Buffer body = Buffer.buffer(json.writeValueAsBytes(BareKie.Create.RAIN));
            return body(request.putHeader("Authorization", bearer)
                    .putHeader("Content-Type", "application/json")
                    .send(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Future<Buffer> body(Future<HttpClientResponse> response) {
        return response.compose(HttpClientResponse::body);
    }

    private JsonNode read(Buffer buffer) {
        try {
            return json.readTree(buffer.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
