package dev.foley.ledger;

/** Where a job is on its way. */
public enum State {
    /** Accepted, not yet sent to kie.ai. */
    QUEUED,
    /** createTask may be under way. */
    SUBMITTING,
    /** kie.ai is at work. */
    GENERATING,
    /** Made; the audio is being fetched. */
    FETCHING,
    /** The audio is stored. */
    SUCCEEDED,
    /** Ended without audio. */
    FAILED,
    /** Ended by its caller before it was sent. */
    CANCELLED,
    /** createTask's answer is lost; a callback may still bring the task's id. */
    UNCERTAIN;

    /** Whether nothing will change any more. */
    public boolean isSettled() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
