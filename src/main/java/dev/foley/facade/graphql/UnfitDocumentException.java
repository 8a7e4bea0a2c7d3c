package dev.foley.facade.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import graphql.language.SourceLocation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a client sent is no document that can be executed here and now. */
final class UnfitDocumentException extends Exception {
    private static final Logger LOG = Logger.getLogger(UnfitDocumentException.class);

    private final ErrorCode code;
    private final @Nullable SourceLocation location;

    UnfitDocumentException(ErrorCode code, String message, @Nullable SourceLocation location) {
        super(message);
        this.code = code;
        this.location = location;
    }

    /** What a client is told of a document that was not executed; what nobody expected is in the log alone. */
    static UnfitDocumentException of(Throwable fault) {
        if (fault instanceof UnfitDocumentException unfit) {
            return unfit;
        }
        LOG.error("A GraphQL document could not be executed", fault);
        return internal();
    }

    static UnfitDocumentException malformed(String message) {
        return new UnfitDocumentException(ErrorCode.MALFORMED_BODY, message, null);
    }

    static UnfitDocumentException tooLarge(String message) {
        return new UnfitDocumentException(ErrorCode.DOCUMENT_TOO_LARGE, message, null);
    }

    static UnfitDocumentException answerTooLarge(int most) {
        return new UnfitDocumentException(ErrorCode.ANSWER_TOO_LARGE, String.format(Locale.ROOT,
                "The answer is larger than %d bytes, the most there may be: ask for fewer fields, or for a smaller page.",
                most), null);
    }

    /** Apollo Client and urql know this one by its message, and send the document itself from then on. */
    static UnfitDocumentException persistedQuery() {
        return new UnfitDocumentException(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported", null);
    }

    static UnfitDocumentException needsWebSocket() {
        return new UnfitDocumentException(ErrorCode.NEEDS_WEBSOCKET,
                "Subscriptions are served over WebSocket, with the subprotocol graphql-transport-ws.", null);
    }

    private static UnfitDocumentException internal() {
        return new UnfitDocumentException(ErrorCode.INTERNAL_ERROR, DocumentErrors.INTERNAL, null);
    }

    static UnfitDocumentException tooMany(int most) {
        return new UnfitDocumentException(ErrorCode.TOO_MANY_OPERATIONS,
                String.format(Locale.ROOT,
                        "%d operations are under way on this connection, the most there may be: complete one, or open another.",
                        most),
                null);
    }

    ErrorCode code() {
        return code;
    }

    /** The one error of an answer, as GraphQL has it. */
    List<Map<String, Object>> errors() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        if (location != null) {
            error.put("locations", List.of(Map.of("line", location.getLine(), "column", location.getColumn())));
        }
        error.put("extensions", Map.of(DocumentErrors.CODE, code.name()));
        return List.of(error);
    }
}
