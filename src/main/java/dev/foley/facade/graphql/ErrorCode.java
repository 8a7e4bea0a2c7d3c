package dev.foley.facade.graphql;

/** Codes beside those of {@link dev.foley.facade.ProblemType}; a constant's name is part of the API. */
enum ErrorCode {
    /** The request is no JSON object with a document in it. */
    MALFORMED_BODY,
    /** The document is no GraphQL. Named as the servers that most clients know name it, and so is the next. */
    GRAPHQL_PARSE_FAILED,
    /** The document or its variables do not fit the schema. */
    GRAPHQL_VALIDATION_FAILED,
    /** It is deeper, or costs more, than one document may. */
    DOCUMENT_TOO_LARGE,
    /** The answer is larger than one may be. Nothing of it is sent; only queries and subscriptions can have such answers. */
    ANSWER_TOO_LARGE,
    /** A client sent the hash of a document in its place. */
    PERSISTED_QUERY_NOT_SUPPORTED,
    /** The schema cannot be asked for here. */
    INTROSPECTION_DISABLED,
    /** A subscription came by another way than a WebSocket. */
    NEEDS_WEBSOCKET,
    /** One WebSocket has as many under way as it may have. */
    TOO_MANY_OPERATIONS,
    INTERNAL_ERROR
}
