package dev.foley.ledger;

import java.time.Duration;

/** A job was not written, for its caller has no room for it; the message tells when there is. */
public abstract sealed class QuotaException extends RuntimeException {
    private final Duration retryAfter;

    private QuotaException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** After which it may be tried again. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Too many jobs are on their way. */
    public static final class JobsInFlight extends QuotaException {
        JobsInFlight(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }

    /** The month's credits do not suffice. */
    public static final class MonthlyCredits extends QuotaException {
        MonthlyCredits(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }
}
