package dev.foley.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What is written by hand on the JDK's HTTP client: HTTP/1.1, for an upgrade is of no use here, over the connections that
 * the client keeps, with Nagle's algorithm off as it is by default, on no more threads than there are cores.
 */
public final class JdkLoop implements Rival {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(ForkJoinPool.commonPool())
            .build();
    private final String jobs;
    private final String bearer;

    public JdkLoop(URI server, String key) {
        this.jobs = server + "/api/v1/jobs";
        this.bearer = "Bearer " + key;
    }

    @Override
    public CompletionStage<String> generate() {
        return http.sendAsync(create(), BodyHandlers.ofByteArray())
                .thenCompose(created -> http.sendAsync(
                        request("/recordInfo?taskId=" + read(created).data().taskId()).build(),
                        BodyHandlers.ofByteArray()))
                .thenApply(record -> read(read(record).data().resultJson().getBytes(StandardCharsets.UTF_8),
                        BareKie.Result.class)
                        .resultUrls()[0]);
    }

    private HttpRequest create() {
        try {
            return request("/createTask").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(BareKie.Create.RAIN)))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(jobs + path)).header("Authorization", bearer);
    }

    private BareKie.Envelope read(HttpResponse<byte[]> response) {
        return read(response.body(), BareKie.Envelope.class);
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
