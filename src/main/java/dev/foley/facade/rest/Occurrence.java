package dev.foley.facade.rest;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemLog;
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

    /**
     * @param jobId      that the path names; null where it names none
     * @param repeatable whether repeating the request starts no second job
     */
    static Occurrence report(Throwable fault, String path, @Nullable String jobId, boolean repeatable) {
        Problem told = of(fault).about(jobId);
        Problem problem = repeatable ? told.ofRepeatableRequest() : told;
        String instance = ProblemLog.report(LOG, problem.type(), fault, path);
        return new Occurrence(problem, instance == null ? path : instance);
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

    String json() {
        return ProblemJson.of(problem, instance);
    }
}
