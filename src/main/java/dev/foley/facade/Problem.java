package dev.foley.facade;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.validation.ConstraintViolationException;

import dev.foley.error.SoundEffectException;
import dev.foley.facade.security.Refusal;
import dev.foley.ledger.DatabaseOutage;
import dev.foley.ledger.QuotaException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words for a caller: no class names, no keys, no addresses of the operator's.
 *
 * @param retryAfter when the same request may succeed, as far as known; null where repeating it is no way out
 * @param jobId      the job it is about; null where there is none
 * @param jobState   the state that is the reason; null where none is
 */
public record Problem(ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter,
        @Nullable String jobId, @Nullable JobState jobState) {
    /** The most that are listed, so that a small body cannot ask for a large answer. */
    private static final int MOST_VIOLATIONS = 50;

    private static final int INTERNAL_ERROR = 500;
    /** For how long an issuer that does not answer is left alone. */
    private static final Duration ISSUER_AWAY = Duration.ofSeconds(30);
    /** How long a failover or a restart of PostgreSQL takes: seconds. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private static final Map<Class<? extends JobException>, ProblemType> TYPES = Map.of(
            JobNotFoundException.class, ProblemType.JOB_NOT_FOUND,
            JobUnfinishedException.class, ProblemType.JOB_UNFINISHED,
            JobFailedException.class, ProblemType.JOB_FAILED,
            JobNotQueuedException.class, ProblemType.JOB_NOT_QUEUED,
            JobNotRetryableException.class, ProblemType.JOB_NOT_RETRYABLE,
            IdempotencyKeyReusedException.class, ProblemType.IDEMPOTENCY_KEY_REUSED,
            JobRemovedException.class, ProblemType.JOB_REMOVED,
            BalanceHiddenException.class, ProblemType.FORBIDDEN,
            NeedsDatabaseException.class, ProblemType.NEEDS_DATABASE);

    public Problem {
        violations = List.copyOf(violations);
    }

    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    public static Problem of(ProblemType type, String detail, List<Violation> violations) {
        return new Problem(type, detail, violations, null, null, null);
    }

    public static Problem of(ProblemType type, String detail, Duration retryAfter) {
        return new Problem(type, detail, List.of(), retryAfter, null, null);
    }

    /**
     * The same, about that job: what kie.ai or Foley fails at does not know for which. It stays as it is where it knows, where
     * there is no such job, and for null.
     */
    public Problem about(@Nullable String jobId) {
        boolean known = this.jobId != null || type == ProblemType.JOB_NOT_FOUND;
        return jobId == null || known ? this : new Problem(type, detail, violations, retryAfter, jobId, jobState);
    }

    /**
     * The HTTP status: that of the type, but 500 for a database outage after which repeating the request might start a
     * second job. A 503 always means that the request may be repeated as it is.
     */
    public int status() {
        return type == ProblemType.DATABASE_UNAVAILABLE && retryAfter == null ? INTERNAL_ERROR : type.status();
    }

    /**
     * The same, of a request that may be repeated without harm: one that reads, deletes or cancels, or that has an idempotency
     * key. Only a database outage changes.
     */
    public Problem ofRepeatableRequest() {
        return type == ProblemType.DATABASE_UNAVAILABLE
                ? new Problem(type, "No job is lost. Repeat the request as it is.", violations, OUTAGE, jobId, jobState)
                : this;
    }

    /** {@link #retryAfter()} in seconds, rounded up; null where it is. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : (Long) retryAfter.plusNanos(999_999_999).toSeconds();
    }

    /** The problem behind anything that {@link Jobs} fails with; an internal error for whatever it should not. */
    public static Problem of(Throwable fault) {
        if (fault instanceof InvalidRequestException invalid) {
            return invalid(invalid.violations());
        }
        if (fault instanceof ConstraintViolationException invalid) {
            return invalid(Rules.violations(invalid.getConstraintViolations()));
        }
        if (fault instanceof ProblemException refused) {
            return refused.problem();
        }
        if (fault instanceof JobException refusal) {
            return of(refusal);
        }
        if (fault instanceof QuotaException quota) {
            return of(quota instanceof QuotaException.JobsInFlight
                    ? ProblemType.TOO_MANY_IN_FLIGHT
                    : ProblemType.CREDITS_USED_UP, quota.getMessage() + " Nothing was done.", quota.retryAfter());
        }
        if (fault instanceof SoundEffectException upstream) {
            return UpstreamProblems.of(upstream);
        }
        if (DatabaseOutage.isBehind(fault)) {
            return of(ProblemType.DATABASE_UNAVAILABLE,
                    "No job is lost. What the request was to start may have been started all the same: look at the list before "
                            + "you repeat it. A request with an Idempotency-Key can be repeated as it is.");
        }
        return of(ProblemType.INTERNAL_ERROR, "The fault is Foley's own, and has been logged.");
    }

    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case UNAUTHENTICATED -> of(ProblemType.UNAUTHENTICATED,
                    "Send an Authorization header of a kind that WWW-Authenticate names. What was sent, if anything was, "
                            + "is malformed, wrong or has expired.");
            case FORBIDDEN -> of(ProblemType.FORBIDDEN,
                    "It takes a role that these credentials do not have; Foley's operator knows which.");
            case ISSUER_UNAVAILABLE -> of(ProblemType.ISSUER_UNAVAILABLE,
                    "Their issuer does not answer. The token may be good: try again later. Nothing was done.",
                    ISSUER_AWAY);
        };
    }

    private static Problem of(JobException refusal) {
        JobException.Subject job = refusal.subject();
        return job == null
                ? of(typeOf(refusal), refusal.getMessage())
                : new Problem(typeOf(refusal), refusal.getMessage(), List.of(), null, job.id(), job.state());
    }

    private static Problem invalid(List<Violation> violations) {
        int count = violations.size();
        return count <= MOST_VIOLATIONS
                ? of(ProblemType.INVALID_REQUEST,
                        count == 1 ? "One rule is broken." : count + " rules are broken.", violations)
                : of(ProblemType.INVALID_REQUEST,
                        String.format(Locale.ROOT, "%d rules are broken; the first %d are listed.", count,
                                MOST_VIOLATIONS),
                        violations.subList(0, MOST_VIOLATIONS));
    }

    private static ProblemType typeOf(JobException refusal) {
        return TYPES.get(refusal.getClass());
    }
}
