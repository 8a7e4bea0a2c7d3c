package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

import dev.foley.SoundEffectRequest;
import org.jspecify.annotations.Nullable;

/**
 * One sound effect, from the request to the audio.
 *
 * @param id          opaque, and the caller's way back to it
 * @param request     what was asked for; null where unknown
 * @param taskId      kie.ai's name for it; null before kie.ai has it
 * @param createdAt   null where unknown
 * @param updatedAt   the last change of state; null where unknown
 * @param completedAt null before the end, or where unknown
 * @param credits     what kie.ai charged; null before the end, or where unknown
 * @param audio       null unless the job succeeded
 * @param failure     null unless the job failed
 * @param retryOf     the id of the job that this one repeats; null for none
 * @param actions     what can be done to it now, where it is kept
 * @param caller      the name of the caller who owns it, for administrators; else null
 * @param replayed    whether it answers a request that repeats the idempotency key of an earlier one, which created it
 */
public record Job(String id, JobState state, @Nullable SoundEffectRequest request, @Nullable String taskId,
        @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Instant completedAt,
        @Nullable BigDecimal credits, @Nullable Audio audio, @Nullable Failure failure, @Nullable String retryOf,
        Set<JobAction> actions, @Nullable String caller, boolean replayed) {

    private static final String UNCERTAIN = "This was sent to kie.ai and the answer was lost: the sound may be on its way, and "
            + "paid for. It is never sent again by itself. Should kie.ai report the task, it goes on; if you would rather "
            + "not wait, retry it: that is a new job and a new payment.";

    public Job {
        actions = Set.copyOf(actions);
    }

    /** A job as it is read, or just created. */
    public Job(String id, JobState state, @Nullable SoundEffectRequest request, @Nullable String taskId,
            @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Instant completedAt,
            @Nullable BigDecimal credits, @Nullable Audio audio, @Nullable Failure failure, @Nullable String retryOf,
            Set<JobAction> actions) {
        this(id, state, request, taskId, createdAt, updatedAt, completedAt, credits, audio, failure, retryOf, actions,
                null, false);
    }

    /** The same job with its owner's name, for administrators. */
    Job of(String caller) {
        return new Job(id, state, request, taskId, createdAt, updatedAt, completedAt, credits, audio, failure, retryOf,
                actions, caller, replayed);
    }

    /** The same, answering a request that repeats the idempotency key that it was created with. */
    Job asReplay() {
        return new Job(id, state, request, taskId, createdAt, updatedAt, completedAt, credits, audio, failure, retryOf,
                actions, caller, true);
    }

    /** What its caller should know of a job in this state, in words; null where the state says it all. */
    public @Nullable String notice() {
        return state == JobState.UNCERTAIN ? UNCERTAIN : null;
    }

    /** What is known of the audio, each null where unknown. */
    public record Audio(@Nullable String mediaType, @Nullable Long bytes, @Nullable String sha256,
            @Nullable BigDecimal durationSeconds) {}

    /**
     * @param code    kie.ai's, as it came, such as {@code 500} or {@code SENSITIVE_WORD_ERROR}; null where it gave none
     * @param message kie.ai's own words; null where it gave none
     */
    public record Failure(FailureReason reason, @Nullable String code, @Nullable String message) {}
}
