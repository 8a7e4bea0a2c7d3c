package dev.foley.facade;

/** The caller used the same idempotency key with another request. */
public final class IdempotencyKeyReusedException extends JobException {
    public IdempotencyKeyReusedException() {
        super("This Idempotency-Key was used with another request before: take a new key for a new request. "
                + "Nothing was done.");
    }
}
