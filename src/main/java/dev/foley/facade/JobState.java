package dev.foley.facade;

import java.util.Locale;

/** Where a job is on its way. */
public enum JobState {
    /** Accepted, not yet sent to kie.ai. */
    QUEUED,
    /** On its way to kie.ai. */
    SUBMITTING,
    /** kie.ai is at work. */
    GENERATING,
    /** Made; the audio is being fetched. */
    FETCHING,
    /** The audio can be had. */
    SUCCEEDED,
    /** Ended without audio; the job's failure tells why. */
    FAILED,
    /** Ended by its caller before it was sent. */
    CANCELLED,
    /** Sent, and the answer was lost: kie.ai may or may not have taken it. */
    UNCERTAIN;

    /** The name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
