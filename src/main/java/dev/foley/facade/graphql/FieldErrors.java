package dev.foley.facade.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemLog;
import dev.foley.facade.Violation;
import graphql.ErrorClassification;
import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a field failed with, as the problem that REST would answer. */
final class FieldErrors {
    private static final Logger LOG = Logger.getLogger(FieldErrors.class);

    private FieldErrors() {}

    static GraphQLError of(ExceptionWhileDataFetching error) {
        FieldFault wrapped = wrapped(error.getException());
        Throwable fault = wrapped == null ? error.getException() : wrapped.getCause();
        Problem problem = Problem.of(fault).about(wrapped == null ? null : wrapped.jobId());
        Map<String, Object> extensions = extensions(problem);
        String instance = ProblemLog.report(LOG, problem.type(), fault, "the GraphQL field " + error.getPath());
        if (instance != null) {
            extensions.put("instance", instance);
        }
        return told(error, problem.detail(), extensions);
    }

    private static Map<String, Object> extensions(Problem problem) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(DocumentErrors.CODE, problem.type().name());
        if (problem.jobId() != null) {
            extensions.put("jobId", problem.jobId());
        }
        if (problem.jobState() != null) {
            extensions.put("jobState", problem.jobState().name());
        }
        if (!problem.violations().isEmpty()) {
            extensions.put("violations", violations(problem.violations()));
        }
        if (problem.retryAfterSeconds() != null) {
            extensions.put("retryAfter", problem.retryAfterSeconds());
        }
        return extensions;
    }

    private static List<Map<String, String>> violations(List<Violation> violations) {
        return violations.stream().map(FieldErrors::inOrder).toList();
    }

    private static Map<String, String> inOrder(Violation violation) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("field", violation.field());
        fields.put("message", violation.message());
        return fields;
    }

    private static GraphQLError told(ExceptionWhileDataFetching error, String message,
            Map<String, Object> extensions) {
        return GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(ErrorClassification.errorClassification(extensions.get(DocumentErrors.CODE).toString()))
                .locations(error.getLocations())
                .path(error.getPath())
                .extensions(extensions)
                .build();
    }

    private static @Nullable FieldFault wrapped(Throwable exception) {
        for (Throwable fault = exception; fault != null; fault = fault.getCause()) {
            if (fault instanceof FieldFault found) {
                return found;
            }
        }
        return null;
    }
}
