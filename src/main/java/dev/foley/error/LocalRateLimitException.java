package dev.foley.error;

import java.time.Duration;
import java.util.Locale;

/** The wait for a turn under Foley's own rate limit would be longer than allowed: nothing was sent. */
public final class LocalRateLimitException extends SoundEffectException {
    private final Duration wait;

    public LocalRateLimitException(String limitKey, Duration wait, Duration maxWait) {
        super(String.format(Locale.ROOT,
                "the next turn under %s.limit is %s away, more than %s.max-wait (%s); nothing was sent", limitKey,
                wait, limitKey, maxWait), null);
        this.wait = wait;
    }

    /** How far away the refused turn was when it was asked for. */
    public Duration retryAfter() {
        return wait;
    }
}
