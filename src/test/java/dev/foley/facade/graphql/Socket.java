package dev.foley.facade.graphql;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;

/** A caller that speaks graphql-transport-ws. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private Socket() {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + "/graphql"), this)
                .join();
    }

    static Socket open() {
        Socket opened = new Socket();
        opened.send(new JsonObject().put("type", "connection_init"));
        opened.first("connection_ack", null);
        return opened;
    }

    void subscribe(String operation, String jobId) {
        send(new JsonObject().put("type", "subscribe")
                .put("id", operation)
                .put("payload", new JsonObject()
                        .put("query", "subscription($id: ID!) { soundEffectUpdated(id: $id) { id state } }")
                        .put("variables", new JsonObject().put("id", jobId))));
    }

    void complete(String operation) {
        send(new JsonObject().put("type", "complete").put("id", operation));
    }

    void send(JsonObject message) {
        socket.sendText(message.encode(), true).join();
    }

    /** The first message of that type about that operation, once it is there. */
    JsonObject first(String type, String operation) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> all(type, operation), found -> !found.isEmpty())
                .get(0);
    }

    List<JsonObject> all(String type, String operation) {
        return heard.stream()
                .filter(message -> type.equals(message.getString("type")))
                .filter(message -> operation == null || operation.equals(message.getString("id")))
                .toList();
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(new JsonObject(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
