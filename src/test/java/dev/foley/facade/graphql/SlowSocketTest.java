package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.foley.WithoutDatabase;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A client that asks, and does not read. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class SlowSocketTest {
    /** In bytes; more than the machine's own buffers hold. */
    private static final int MORE_THAN_ENOUGH = 16 << 20;

    @Test
    void whoeverDoesNotReadIsToldSoAndDropped() {
        int answer = Engine.post(IntrospectionQuery.INTROSPECTION_QUERY).asByteArray().length;
        Sleeper sleeper = new Sleeper();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(Socket.PROTOCOL)
                .buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + "/graphql"), sleeper)
                .join();
        socket.sendText(new JsonObject().put("type", "connection_init").encode(), true).join();

        int documents = MORE_THAN_ENOUGH / answer;
        for (int asked = 0; asked < documents; asked++) {
            socket.sendText(new JsonObject().put("type", "subscribe")
                    .put("id", "q" + asked)
                    .put("payload", new JsonObject().put("query", IntrospectionQuery.INTROSPECTION_QUERY))
                    .encode(), true).join();
        }
        // Those are executed one after the other. As many that begin now take longer.
        for (int asked = 0; asked < documents; asked++) {
            Engine.post(IntrospectionQuery.INTROSPECTION_QUERY).then().statusCode(200);
        }
        socket.request(Long.MAX_VALUE);

        assertThat(sleeper.closed.orTimeout(30, TimeUnit.SECONDS).join())
                .isEqualTo("1013 You did not read for too long. Connect again to go on.");
        assertThat(sleeper.read).as("what was kept for it").isLessThan(MORE_THAN_ENOUGH / 2);
    }

    private static final class Sleeper implements WebSocket.Listener {
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private volatile long read;

        @Override
        public void onOpen(WebSocket socket) {
            // Asks for nothing.
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            read += data.length();
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
