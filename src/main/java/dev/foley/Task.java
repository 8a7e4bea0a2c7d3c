package dev.foley;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.foley.error.NoAudioException;
import dev.foley.error.TaskFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A generation at kie.ai.
 *
 * @param id              opaque; whoever has it can wait for the task and fetch its result for two months
 * @param state           as last read
 * @param request         what was asked for; null where kie.ai does not repeat it in a form that can be read
 * @param resultUrls      where the audio lies, for a day to two weeks; empty until success
 * @param failure         why the task failed; null in any other state
 * @param creditsConsumed null while unknown
 * @param createdAt       null where unknown
 * @param completedAt     null while running, or where unknown
 * @param unreadResult    what kie.ai says of a success in which no result URL was found, 500 characters at most; null otherwise
 */
public record Task(String id, TaskState state, @Nullable SoundEffectRequest request, List<URI> resultUrls,
        @Nullable Failure failure, @Nullable BigDecimal creditsConsumed, @Nullable Instant createdAt,
        @Nullable Instant completedAt, @Nullable String unreadResult) {

    /** Files of other vendors' tasks were seen to appear 30 to 150 s after their success. */
    private static final Duration AUDIO_IS_LATE = Duration.ofMinutes(3);

    public Task {
        resultUrls = List.copyOf(resultUrls);
    }

    /** A task of which nothing is known yet but that it was accepted. */
    static Task accepted(String id, @Nullable SoundEffectRequest request) {
        return new Task(id, TaskState.WAITING, request, List.of(), null, null, null, null, null);
    }

    /**
     * Whether it succeeded so lately that kie.ai, which names no audio of it, may still do so. A paid task is not given up at
     * the first look.
     *
     * @param since when it was first seen so, where kie.ai does not say when it succeeded
     */
    public boolean awaitsAudio(Instant since, Instant now) {
        Instant succeeded = completedAt == null ? since : completedAt;
        return state.equals(TaskState.SUCCESS) && resultUrls.isEmpty() && now.isBefore(succeeded.plus(AUDIO_IS_LATE));
    }

    /**
     * The audio of a task that has succeeded.
     *
     * @throws TaskFailedException   when it failed
     * @throws NoAudioException      when it succeeded without a result URL, or still runs
     */
    public SoundEffect soundEffect() {
        if (failure != null) {
            throw new TaskFailedException(id, failure.code(), failure.text());
        }
        if (resultUrls.isEmpty()) {
            throw new NoAudioException(id);
        }
        return new SoundEffect(id, resultUrls, request == null ? null : request.outputFormat(), creditsConsumed,
                createdAt, completedAt);
    }

    /**
     * @param code as it came, such as {@code 500} or {@code SENSITIVE_WORD_ERROR}; empty when none came
     * @param text as it came; empty when none came
     */
    public record Failure(String code, String text) {}
}
