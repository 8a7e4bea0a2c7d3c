package dev.foley.facade.graphql;

import java.util.Map;
import java.util.regex.Pattern;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.introspection.IntrospectionDisabledError;
import org.jboss.logging.Logger;

/** What is wrong with a document, in the engine's words, which name its own parts and none of ours. */
final class DocumentErrors {
    static final String CODE = "code";
    static final String INTERNAL = "The fault is Foley's own, and has been logged.";

    private static final Logger LOG = Logger.getLogger(DocumentErrors.class);

    /** Of the library's messages, which is for its own manual. */
    private static final Pattern NUMBER = Pattern.compile("SRGQL\\d+: ");

    private DocumentErrors() {}

    static GraphQLError of(GraphQLError error) {
        ErrorCode code = code(error);
        String message = NUMBER.matcher(error.getMessage()).replaceAll("");
        if (code == ErrorCode.INTERNAL_ERROR) {
            LOG.errorf("An unexpected error of the GraphQL engine at %s: %s", error.getPath(), message);
            message = INTERNAL;
        }
        GraphqlErrorBuilder<?> told = GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(ErrorClassification.errorClassification(code.name()))
                .extensions(Map.of(CODE, code.name()));
        if (error.getLocations() != null) {
            told.locations(error.getLocations());
        }
        if (error.getPath() != null) {
            told.path(error.getPath());
        }
        return told.build();
    }

    private static ErrorCode code(GraphQLError error) {
        if (error instanceof IntrospectionDisabledError) {
            return ErrorCode.INTROSPECTION_DISABLED;
        }
        if (error instanceof AbortExecutionException || error instanceof BadFaithIntrospectionError) {
            return ErrorCode.DOCUMENT_TOO_LARGE;
        }
        if (error.getErrorType() == ErrorType.InvalidSyntax) {
            return ErrorCode.GRAPHQL_PARSE_FAILED;
        }
        return error.getErrorType() == ErrorType.ValidationError
                ? ErrorCode.GRAPHQL_VALIDATION_FAILED
                : ErrorCode.INTERNAL_ERROR;
    }
}
