package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketWireTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String ANSWER = "x".repeat(64 << 10);
    /** More than the operating system keeps for both ends of a connection. */
    private static final int MORE_THAN_ENOUGH = 64 << 20;

    private final Vertx vertx = Vertx.vertx();
    /** How much had been sent when it was closed. */
    private final CompletableFuture<Integer> sent = new CompletableFuture<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpServer server() {
        Router router = Router.router(vertx);
        router.route()
                .handler(exchange -> exchange.request()
                        .toWebSocket()
                        .onSuccess(socket -> sendWithoutEnd(socket, exchange))
                        .onFailure(sent::completeExceptionally));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void sendWithoutEnd(ServerWebSocket socket, RoutingContext exchange) {
        SocketWire wire = new SocketWire(socket, exchange);
        send(wire, 0);
    }

    /** One answer in each turn of the event loop, in which Netty writes what the client takes. */
    private void send(SocketWire wire, int before) {
        if (wire.isClosed() || before > MORE_THAN_ENOUGH) {
            sent.complete(before);
            return;
        }
        wire.send(ANSWER);
        vertx.runOnContext(next -> send(wire, before + ANSWER.length()));
    }

    @Test
    void whoeverDoesNotReadIsToldSoAndDropped() {
        Sleeper sleeper = new Sleeper();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server().actualPort()), sleeper)
                .join();

        assertThat(sent).succeedsWithin(BOUND)
                .satisfies(size -> assertThat(size).as("what was kept for it").isLessThan(MORE_THAN_ENOUGH / 2));
        socket.request(Long.MAX_VALUE);

        assertThat(sleeper.closed).succeedsWithin(BOUND)
                .isEqualTo("1013 You did not read for too long. Connect again to go on.");
    }

    private static final class Sleeper implements WebSocket.Listener {
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public void onOpen(WebSocket socket) {
            // Asks for nothing.
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            closed.completeExceptionally(fault);
        }
    }
}
