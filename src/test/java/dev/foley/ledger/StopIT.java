package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.foley.sandbox.Sandbox;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A packaged replica that is told to stop while callers follow a job over event streams and WebSockets, and wait for it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StopIT {
    private static final int FOLLOWERS = 100;
    private static final int WEB_SOCKETS = 20;
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** After which clients connect again. */
    private static final int SERVICE_RESTART = 1012;

    private RestartablePostgres postgres;
    private Sandbox sandbox;
    private Replica replica;

    @BeforeEach
    void open() {
        postgres = new RestartablePostgres();
        sandbox = Sandbox.configure().set("task-duration", "0s").start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "quarkus.shutdown.timeout", "65S",
                // Nothing leaves the queue, but for the first.
                "foley.submit.limit", "1", "foley.submit.window", "1H"));
        replica = new Replica(settings).start();
    }

    @AfterEach
    void close() {
        replica.close();
        sandbox.close();
        postgres.close();
    }

    @Test
    void itEndsWithinSecondsAndLetsEverybodyConnectAgain() {
        replica.create("settled", Map.of("Prefer", "wait=15")).join();
        String job = "/v1/sound-effects/"
                + new JsonObject(replica.create("queued", Map.of()).join().body()).getString("id");
        CompletableFuture<HttpResponse<String>> waiting = replica.send("GET", job, null, Map.of("Prefer", "wait=60"));
        try (Followers followers = new Followers(replica.port(), "event: state\n", "event: reconnect\n")) {
            followers.follow(FOLLOWERS, List.of(job + "/events"));
            List<CompletableFuture<Integer>> closed = IntStream.range(0, WEB_SOCKETS)
                    .mapToObj(i -> webSocket())
                    .toList();

            assertThat(replica.stopsWithin(BOUND)).as("it stops in time").isTrue();

            followers.awaitTheEnd();
            followers.awaitGone();
            assertThat(closed)
                    .allSatisfy(status -> assertThat(status).succeedsWithin(BOUND).isEqualTo(SERVICE_RESTART));
            assertThat(waiting.join().statusCode()).isEqualTo(200);
        }
        assertThat(replica.log()).doesNotContain("ERROR", "Timed out waiting");
    }

    /** Completes with the status of the close of a WebSocket on which the client has begun. */
    private CompletableFuture<Integer> webSocket() {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(replica.url().replace("http", "ws") + "/graphql"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        begun.complete(null);
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        closed.complete(status);
                        return null;
                    }
                })
                .join()
                .sendText("{\"type\":\"connection_init\"}", true)
                .join();
        assertThat(begun).succeedsWithin(PATIENCE);
        return closed;
    }
}
