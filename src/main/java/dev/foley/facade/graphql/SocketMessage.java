package dev.foley.facade.graphql;

import java.util.regex.Pattern;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jspecify.annotations.Nullable;

/**
 * A message of a client by graphql-transport-ws.
 *
 * @param id      of the operation; empty where the type has none
 * @param payload empty where there is none
 */
record SocketMessage(Type type, String id, JsonObject payload) {
    /** What a client may send. */
    enum Type {
        CONNECTION_INIT,
        PING,
        PONG,
        SUBSCRIBE,
        COMPLETE
    }

    /** Clients take UUIDs or numbers. It is repeated in a close frame, which has room for 123 bytes. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");

    /** Null for what is none. */
    static @Nullable SocketMessage read(String text) {
        JsonObject message = PostedDocument.object(text);
        Type type = message == null ? null : type(message.get("type"));
        if (type == null) {
            return null;
        }
        JsonValue payload = message.get("payload");
        boolean named = message.get("id") instanceof JsonString id && ID.matcher(id.getString()).matches();
        boolean fits = switch (type) {
            case CONNECTION_INIT, PING, PONG -> PostedDocument.isAbsent(payload) || payload instanceof JsonObject;
            case SUBSCRIBE -> named && payload instanceof JsonObject;
            case COMPLETE -> named;
        };
        return fits
                ? new SocketMessage(type, named ? message.getString("id") : "",
                        payload instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT)
                : null;
    }

    private static @Nullable Type type(@Nullable JsonValue name) {
        return name instanceof JsonString word
                ? switch (word.getString()) {
                    case "connection_init" -> Type.CONNECTION_INIT;
                    case "ping" -> Type.PING;
                    case "pong" -> Type.PONG;
                    case "subscribe" -> Type.SUBSCRIBE;
                    case "complete" -> Type.COMPLETE;
                    default -> null;
                }
                : null;
    }
}
