package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.foley.ledger.Replica;
import org.junit.jupiter.api.Test;

/** A replica of the packaged service that is told to stop while clients follow jobs. */
class SocketStopIT {
    private static final int CLIENTS = 20;

    @Test
    void openWebSocketsDoNotHoldAStopAndTheirClientsConnectAgain() {
        try (Replica replica = new Replica(Map.of("quarkus.shutdown.timeout", "65S")).start()) {
            List<CompletableFuture<Integer>> closed = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                closed.add(open(replica.url()));
            }

            assertThat(replica.stopsWithin(Duration.ofSeconds(5))).isTrue();

            assertThat(closed).allSatisfy(
                    status -> assertThat(status.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1012));
        }
    }

    /** Completes with the status of the close, once the connection that has been acknowledged ends. */
    private static CompletableFuture<Integer> open(String url) {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(Socket.PROTOCOL)
                .buildAsync(URI.create(url.replace("http", "ws") + "/graphql"), new WebSocket.Listener() {
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
        begun.orTimeout(30, TimeUnit.SECONDS).join();
        return closed;
    }
}
