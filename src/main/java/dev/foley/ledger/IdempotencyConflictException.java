package dev.foley.ledger;

/** The idempotency key was used with another request; nothing was started. */
public final class IdempotencyConflictException extends RuntimeException {
    public IdempotencyConflictException() {
        super("This idempotency key was used with another request before. Nothing was done.");
    }
}
