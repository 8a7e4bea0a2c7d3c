package dev.foley.facade.security;

import java.time.Duration;

/** A password is not checked, for too many have been wrong, or wait to be checked. */
public final class TooManyLoginsException extends RuntimeException {
    private final Duration retryAfter;

    TooManyLoginsException(Duration retryAfter) {
        super("too many logins");
        this.retryAfter = retryAfter;
    }

    /** When a password would be checked again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
