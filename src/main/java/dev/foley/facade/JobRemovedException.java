package dev.foley.facade;

/** The job of an idempotency key was removed: the key still stands for it, so that it is never paid for again. */
public final class JobRemovedException extends JobException {
    public JobRemovedException() {
        super("The sound effect that this Idempotency-Key stands for was removed. A new key starts a new one, which is a new "
                + "payment. Nothing was done.");
    }
}
