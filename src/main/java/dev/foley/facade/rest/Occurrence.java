package dev.foley.facade.rest;

import java.util.UUID;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;
import org.jboss.logging.Logger;

/**
 * A problem that has just occurred, and been logged if an operator should know.
 *
 * @param instance the path it occurred at; for an internal error the id under which it was logged
 */
record Occurrence(Problem problem, String instance) {
    private static final Logger LOG = Logger.getLogger(Occurrence.class);
    private static final int SERVER_ERROR = 500;

    static Occurrence report(Throwable fault, String path) {
        Problem problem = fault instanceof MalformedBodyException
                ? Problem.of(ProblemType.MALFORMED_BODY, fault.getMessage())
                : Problem.of(fault);
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

    String json() {
        return ProblemJson.of(problem, instance);
    }
}
