package dev.foley.error;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** 429: the account's rate limit is exceeded; nothing was created and nothing charged. */
public final class TooManyRequestsException extends KieAnswerException {
    private final @Nullable Duration retryAfter;

    public TooManyRequestsException(int code, String text, @Nullable Duration retryAfter) {
        super("the rate limit is exceeded", code, text);
        this.retryAfter = retryAfter;
    }

    /** What a {@code Retry-After} header asked for; empty on the wire so far. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
