package dev.foley.facade.graphql;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkus.smallrye.graphql.runtime.SmallRyeAuthGraphQLTransportWSSubprotocolHandler;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What a client says over its WebSocket, checked before the library takes it for right. */
final class SocketTalk extends SmallRyeAuthGraphQLTransportWSSubprotocolHandler {
    private static final short NO_MESSAGE = 4400;
    private static final short NOT_BEGUN = 4408;
    /** Clients take UUIDs or numbers. The library repeats it in a close frame, which has room for 123 bytes. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");

    private final SocketSession client;
    private final SocketScope scope;
    private final int mostOperations;

    SocketTalk(SocketSession client, SocketScope scope, RoutingContext exchange, int mostOperations) {
        super(client, scope.properties(), exchange, null, Optional.empty());
        this.client = client;
        this.scope = scope;
        this.mostOperations = mostOperations;
    }

    /** Closes unless the client has begun. */
    void expectBegun() {
        if (!connectionInitialized.get() && !client.isClosed()) {
            client.close(NOT_BEGUN, "Connection initialisation timeout");
        }
    }

    @Override
    public void onMessage(String text) {
        if (client.isClosed()) {
            return;
        }
        JsonObject message = read(text);
        if (message == null) {
            client.close(NO_MESSAGE, "No message of graphql-transport-ws");
        } else if ("subscribe".equals(message.getValue("type")) && connectionInitialized.get()) {
            start(message);
        } else {
            scope.run(() -> super.onMessage(message.encode()));
        }
    }

    private void start(JsonObject message) {
        try {
            if (activeOperations.size() >= mostOperations) {
                throw UnfitDocumentException.tooMany(mostOperations);
            }
            PostedDocument.read(message.getJsonObject("payload"));
            scope.run(() -> super.onMessage(message.encode()));
        } catch (UnfitDocumentException unfit) {
            client.sendMessage(new JsonObject().put("id", message.getString("id"))
                    .put("type", "error")
                    .put("payload", new JsonArray().add(unfit.json()))
                    .encode());
        }
    }

    /** Ends the operation, too. */
    @Override
    protected void sendErrorMessage(String operation, ExecutionResponse response) throws IOException {
        super.sendErrorMessage(operation, response);
        activeOperations.remove(operation);
    }

    /** Null for what is none. */
    private static @Nullable JsonObject read(String text) {
        try {
            JsonObject message = new JsonObject(text);
            return isMessage(message) ? message : null;
        } catch (DecodeException | ClassCastException noObject) {
            return null;
        }
    }

    private static boolean isMessage(JsonObject message) {
        Object id = message.getValue("id");
        boolean named = id instanceof String name && ID.matcher(name).matches();
        Object payload = message.getValue("payload");
        return switch (String.valueOf(message.getValue("type"))) {
            case "connection_init", "ping", "pong" ->
                payload instanceof JsonObject || !message.containsKey("payload");
            case "subscribe" -> named && payload instanceof JsonObject;
            case "complete" -> named;
            default -> false;
        };
    }
}
