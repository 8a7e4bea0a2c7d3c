package dev.foley.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.foley.facade.ProblemType;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The façade over HTTP. What breaks on the way is an {@link IOException}; an {@link IllegalStateException} is what a whole
 * answer should not have said.
 */
final class SoakHttp {
    private static final String PROBLEM = "application/problem+json";
    /** Longer than any wait, and than what a slow answer takes. */
    private static final long PATIENCE_SECONDS = 10;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final SoakNotes notes;

    SoakHttp(String url, SoakNotes notes) {
        this.url = url;
        this.notes = notes;
    }

    /** What came, whole. */
    record Answer(int status, String mediaType, byte[] body) {
        static Answer problem(int status, JsonObject problem) {
            return new Answer(status, PROBLEM, problem.toBuffer().getBytes());
        }

        JsonObject json() {
            return new JsonObject(text());
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        private Optional<ProblemType> problem() {
            if (!mediaType.startsWith(PROBLEM)) {
                return Optional.empty();
            }
            String type = json().getString("type");
            return Arrays.stream(ProblemType.values())
                    .filter(one -> one.path().equals(type) && isStatusOf(one))
                    .findFirst();
        }

        /** A database outage is 500 to a request that may not be repeated. */
        private boolean isStatusOf(ProblemType type) {
            return type.status() == status || type == ProblemType.DATABASE_UNAVAILABLE && status == 500;
        }
    }

    Answer get(String path, Map<String, String> headers, ProblemType... expected) throws IOException {
        return send(request(path, headers).build(), expected);
    }

    Answer post(String path, @Nullable JsonObject body, Map<String, String> headers, ProblemType... expected)
            throws IOException {
        return send(request(path, headers).header("Content-Type", "application/json")
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build(), expected);
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request, ProblemType... expected) throws IOException {
        HttpResponse<byte[]> response = await(http.sendAsync(request, BodyHandlers.ofByteArray()));
        Answer answer = new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                response.body());
        check(answer, expected);
        return answer;
    }

    private static <T> T await(CompletableFuture<T> pending) throws IOException {
        try {
            return pending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new IOException(late);
        } catch (ExecutionException broken) {
            throw new IOException(broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    void check(Answer answer, ProblemType... expected) throws IOException {
        if (answer.status() >= 300) {
            refuse(answer.problem()
                    .orElseThrow(() -> new IllegalStateException(
                            String.format(Locale.ROOT, "an error without a type: %d %s", answer.status(),
                                    answer.text()))),
                    answer.text(),
                    expected);
        }
    }

    /** While there is no database, nothing goes; and that is said. */
    void refuse(ProblemType type, String answer, ProblemType... expected) throws IOException {
        notes.count(type.toString());
        if (type == ProblemType.DATABASE_UNAVAILABLE && notes.isDatabaseAway()) {
            throw new IOException(answer);
        }
        if (!List.of(expected).contains(type)) {
            throw new IllegalStateException(answer);
        }
    }
}
