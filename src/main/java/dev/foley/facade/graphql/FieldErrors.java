package dev.foley.facade.graphql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;
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
    private static final int SERVER_ERROR = 500;

    private FieldErrors() {}

    static GraphQLError of(ExceptionWhileDataFetching error) {
        FieldFault wrapped = wrapped(error.getException());
        Throwable fault = wrapped == null ? error.getException() : wrapped.getCause();
        Problem problem = about(wrapped == null ? null : wrapped.jobId(), Problem.of(fault));
        Map<String, Object> extensions = extensions(problem);
        report(problem.type(), fault, error, extensions);
        return told(error, problem.detail(), extensions);
    }

    /** An operator should know of it, and finds the stack trace of what nobody expected under the id that is told. */
    private static void report(ProblemType type, Throwable fault, ExceptionWhileDataFetching error,
            Map<String, Object> extensions) {
        if (type == ProblemType.INTERNAL_ERROR) {
            String instance = "urn:uuid:" + UUID.randomUUID();
            extensions.put("instance", instance);
            LOG.errorf(fault, "%s: an unexpected fault at the GraphQL field %s", instance, error.getPath());
        } else if (type.status() >= SERVER_ERROR && type != ProblemType.NEEDS_DATABASE) {
            LOG.warnf("%s at the GraphQL field %s: %s", type.path(), error.getPath(), fault.getMessage());
        }
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
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            extensions.put("retryAfter", retryAfter.plusNanos(999_999_999).toSeconds());
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

    /** What kie.ai or Foley fails at does not know for which job. */
    private static Problem about(@Nullable String jobId, Problem problem) {
        boolean known = problem.jobId() != null || problem.type() == ProblemType.JOB_NOT_FOUND;
        return jobId == null || known ? problem : problem.about(jobId);
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
