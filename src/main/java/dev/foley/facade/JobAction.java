package dev.foley.facade;

/** What a caller may do about a job. */
public enum JobAction {
    /** Follow its changes, for there may be some. */
    WATCH,
    /** Take it out of the queue. */
    CANCEL,
    /** Ask for the same in a new job, which is a new payment. */
    RETRY,
    /** Remove it, with its audio. */
    DELETE
}
