package dev.foley.facade;

import java.util.Locale;

/** What a caller may do to a job. */
public enum JobAction {
    /** Take it out of the queue. */
    CANCEL,
    /** Ask for the same in a new job, which is a new payment. */
    RETRY,
    /** Remove it, with its audio. */
    DELETE;

    /** The name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
