package dev.foley.facade.rest;

import java.util.UUID;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A problem that has just occurred, and been logged if an operator should know.
 *
 * @param instance the path it occurred at; for an internal error the id under which it was logged
 */
record Occurrence(Problem problem, String instance) {
    private static final Logger LOG = Logger.getLogger(Occurrence.class);
    private static final int SERVER_ERROR = 500;

    /** @param jobId that the path names; null where it names none */
    static Occurrence report(Throwable fault, String path, @Nullable String jobId) {
        Problem problem = about(jobId, of(fault));
        ProblemType type = problem.type();
        if (type == ProblemType.INTERNAL_ERROR) {
            String instance = "urn:uuid:" + UUID.randomUUID();
            LOG.errorf(fault, "%s: an unexpected fault at %s", instance, path);
            return new Occurrence(problem, instance);
        }
        if (type.status() >= SERVER_ERROR && type != ProblemType.NEEDS_DATABASE) {
            LOG.warnf("%s at %s: %s", type.path(), path, fault.getMessage());
        }
        return new Occurrence(problem, path);
    }

    private static Problem of(Throwable fault) {
        if (fault instanceof MalformedBodyException) {
            return Problem.of(ProblemType.MALFORMED_BODY, fault.getMessage());
        }
        if (fault instanceof RangeNotSatisfiableException) {
            return Problem.of(ProblemType.RANGE_NOT_SATISFIABLE, fault.getMessage());
        }
        return fault instanceof BadHeaderException bad ? bad.problem() : Problem.of(fault);
    }

    /** What kie.ai or Foley fails at does not know for which job. */
    private static Problem about(@Nullable String jobId, Problem problem) {
        boolean known = problem.jobId() != null || problem.type() == ProblemType.JOB_NOT_FOUND;
        return jobId == null || known ? problem : problem.about(jobId);
    }

    String json() {
        return ProblemJson.of(problem, instance);
    }
}
