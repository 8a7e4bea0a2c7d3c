package dev.foley.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param code    kie.ai's, as it came; null where it gave none
 * @param message kie.ai's own words, or the download's; null where there are none
 */
public record Failure(Reason reason, @Nullable String code, @Nullable String message) {

    /** What kind of end it was. */
    public enum Reason {
        /** createTask refused the request; nothing was created. */
        REFUSED,
        /** It could not be sent before the queue's deadline; nothing was created. */
        QUEUED_TOO_LONG,
        /** The task failed; kie.ai does not charge for that. */
        TASK_FAILED,
        /** The task did not end before the deadline. */
        TASK_TOO_LONG,
        /** The task succeeded without a result URL: probably charged. */
        NO_AUDIO,
        /** The audio could not be fetched before the deadline: charged, and lost. */
        AUDIO_LOST
    }
}
