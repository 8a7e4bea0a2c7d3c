package dev.foley.facade;

import java.time.Duration;
import java.util.List;

import jakarta.validation.ConstraintViolationException;

import dev.foley.error.SoundEffectException;
import dev.foley.ledger.QuotaException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words for a caller: no class names, no keys, no addresses of the operator's.
 *
 * @param retryAfter when the same request may succeed, as far as known; null where repeating it is no way out
 */
public record Problem(ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
    /** The most that are listed, so that a small body cannot ask for a large answer. */
    private static final int MOST_VIOLATIONS = 50;

    public Problem {
        violations = List.copyOf(violations);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), null);
    }

    public static Problem of(ProblemType type, String detail, Duration retryAfter) {
        return new Problem(type, detail, List.of(), retryAfter);
    }

    /** The problem behind anything that {@link Jobs} fails with; an internal error for whatever it should not. */
    public static Problem of(Throwable fault) {
        if (fault instanceof InvalidRequestException invalid) {
            return invalid(invalid.violations());
        }
        if (fault instanceof ConstraintViolationException invalid) {
            return invalid(Rules.violations(invalid.getConstraintViolations()));
        }
        if (fault instanceof JobException refusal) {
            return of(typeOf(refusal), refusal.getMessage());
        }
        if (fault instanceof QuotaException quota) {
            return of(quota instanceof QuotaException.JobsInFlight
                    ? ProblemType.TOO_MANY_IN_FLIGHT
                    : ProblemType.CREDITS_USED_UP, quota.getMessage() + " Nothing was done.", quota.retryAfter());
        }
        if (fault instanceof SoundEffectException upstream) {
            return UpstreamProblems.of(upstream);
        }
        return of(ProblemType.INTERNAL_ERROR, "The fault is Foley's own, and has been logged.");
    }

    private static Problem invalid(List<Violation> violations) {
        int count = violations.size();
        return count <= MOST_VIOLATIONS
                ? new Problem(ProblemType.INVALID_REQUEST,
                        count == 1 ? "One rule is broken." : count + " rules are broken.", violations, null)
                : new Problem(ProblemType.INVALID_REQUEST,
                        "%d rules are broken; the first %d are listed.".formatted(count, MOST_VIOLATIONS),
                        violations.subList(0, MOST_VIOLATIONS), null);
    }

    private static ProblemType typeOf(JobException refusal) {
        if (refusal instanceof JobNotFoundException) {
            return ProblemType.JOB_NOT_FOUND;
        }
        if (refusal instanceof JobUnfinishedException) {
            return ProblemType.JOB_UNFINISHED;
        }
        if (refusal instanceof IdempotencyKeyReusedException) {
            return ProblemType.IDEMPOTENCY_KEY_REUSED;
        }
        return refusal instanceof JobFailedException ? ProblemType.JOB_FAILED : ProblemType.NEEDS_DATABASE;
    }
}
