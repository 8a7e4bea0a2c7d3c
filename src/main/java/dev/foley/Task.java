package dev.foley;

import java.math.BigDecimal;
import java.net.URI;
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
 */
public record Task(String id, TaskState state, @Nullable SoundEffectRequest request, List<URI> resultUrls,
        @Nullable Failure failure, @Nullable BigDecimal creditsConsumed, @Nullable Instant createdAt,
        @Nullable Instant completedAt) {

    public Task {
        resultUrls = List.copyOf(resultUrls);
    }

    /** A task of which nothing is known yet but that it was accepted. */
    static Task accepted(String id, @Nullable SoundEffectRequest request) {
        return new Task(id, TaskState.WAITING, request, List.of(), null, null, null, null);
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
