package dev.foley.ledger;

/** The job of an idempotency key was removed, and the key has not expired; nothing was started. */
public final class RemovedJobException extends RuntimeException {
    public RemovedJobException() {
        super("The job of this idempotency key was removed. Nothing was done.");
    }
}
