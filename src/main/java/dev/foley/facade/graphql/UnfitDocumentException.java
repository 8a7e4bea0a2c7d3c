package dev.foley.facade.graphql;

import java.util.Locale;

import graphql.language.SourceLocation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a client sent is no document that can be executed here and now. */
final class UnfitDocumentException extends Exception {
    private final ErrorCode code;
    private final @Nullable SourceLocation location;

    UnfitDocumentException(ErrorCode code, String message, @Nullable SourceLocation location) {
        super(message);
        this.code = code;
        this.location = location;
    }

    static UnfitDocumentException malformed(String message) {
        return new UnfitDocumentException(ErrorCode.MALFORMED_BODY, message, null);
    }

    static UnfitDocumentException needsWebSocket() {
        return new UnfitDocumentException(ErrorCode.NEEDS_WEBSOCKET,
                "Subscriptions are served over WebSocket, with the subprotocol graphql-transport-ws.", null);
    }

    static UnfitDocumentException tooMany(int most) {
        return new UnfitDocumentException(ErrorCode.TOO_MANY_OPERATIONS,
                String.format(Locale.ROOT,
                        "%d operations are under way on this connection, the most there may be: complete one, or open another.",
                        most),
                null);
    }

    /** The error as GraphQL has it. */
    JsonObject json() {
        JsonObject error = new JsonObject().put("message", getMessage());
        if (location != null) {
            error.put("locations", new JsonArray().add(new JsonObject().put("line", location.getLine())
                    .put("column", location.getColumn())));
        }
        return error.put("extensions", new JsonObject().put(DocumentErrors.CODE, code.name()));
    }
}
