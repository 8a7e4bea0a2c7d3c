package dev.foley.facade.graphql;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;

/** A caller that speaks graphql-transport-ws. */
public final class Socket implements WebSocket.Listener, AutoCloseable {
    static final String PROTOCOL = "graphql-transport-ws";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Socket(String protocol, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().subprotocols(protocol);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + "/graphql"), this).join();
    }

    /** A connection on which nothing was said yet. */
    static Socket silent(String protocol, String... headers) {
        return new Socket(protocol, headers);
    }

    /** @param headers of the request that opens it: names and values in turn */
    public static Socket open(String... headers) {
        Socket opened = silent(PROTOCOL, headers);
        opened.send(new JsonObject().put("type", "connection_init"));
        opened.first("connection_ack", null);
        return opened;
    }

    public void subscribe(String operation, String jobId) {
        start(operation, "subscription($id: ID!) { soundEffectUpdated(id: $id) { id state } }",
                new JsonObject().put("id", jobId));
    }

    void start(String operation, String document, JsonObject variables) {
        send(new JsonObject().put("type", "subscribe")
                .put("id", operation)
                .put("payload", new JsonObject().put("query", document).put("variables", variables)));
    }

    void complete(String operation) {
        send(new JsonObject().put("type", "complete").put("id", operation));
    }

    void send(JsonObject message) {
        send(message.encode());
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends it, if the connection is still open. */
    void say(String text) {
        socket.sendText(text, true).exceptionally(closed -> null).join();
    }

    /** All that was heard. */
    String heard() {
        return heard.toString();
    }

    boolean isClosed() { return closed.isDone(); }

    /** The first message of that type about that operation, once it is there. */
    public JsonObject first(String type, String operation) {
        return await().atMost(BOUND)
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

    /** The status that the server closed it with, once it has. */
    public int status() {
        return closed.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
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
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
