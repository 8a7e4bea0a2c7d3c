package dev.foley.facade.graphql;

import graphql.language.SourceLocation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What was posted is no document that can be executed. */
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
