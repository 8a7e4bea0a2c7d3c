package dev.foley.ledger;

import org.jspecify.annotations.Nullable;

/** Nothing was sent, for the job was not, or may not have been, written down as being sent. */
final class NotSentException extends RuntimeException {
    /** @param cause why nobody knows what is written down; null where the claim counts no more */
    NotSentException(@Nullable Throwable cause) {
        super("nothing was sent", cause);
    }
}
