package dev.foley.facade;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import dev.foley.SoundEffectRequest;
import dev.foley.Task;
import dev.foley.TaskState;
import dev.foley.facade.Job.Audio;
import dev.foley.facade.Job.Failure;
import org.jspecify.annotations.Nullable;

/** A kie.ai task seen as a job. */
final class TaskJob {
    private TaskJob() {}

    static Job of(String id, Task task, Instant now) {
        JobState state = state(task, now);
        return new Job(id, state, request(task), task.id(), task.createdAt(), null, task.completedAt(),
                state.isFinal() ? plain(task.creditsConsumed()) : null,
                state == JobState.SUCCEEDED ? audio(task) : null,
                state == JobState.FAILED ? failure(task) : null, null, Set.of());
    }

    private static JobState state(Task task, Instant now) {
        if (!task.state().isFinal() || task.awaitsAudio(Instant.EPOCH, now)) {
            return JobState.GENERATING;
        }
        boolean hasAudio = task.state().equals(TaskState.SUCCESS) && !task.resultUrls().isEmpty();
        return hasAudio ? JobState.SUCCEEDED : JobState.FAILED;
    }

    private static @Nullable SoundEffectRequest request(Task task) {
        SoundEffectRequest request = task.request();
        return request == null ? null : request.withText(encodable(request.text()));
    }

    private static Audio audio(Task task) {
        SoundEffectRequest request = task.request();
        return new Audio(request == null ? null : request.outputFormat().mediaType(), null, null, null);
    }

    private static Failure failure(Task task) {
        Task.Failure failure = task.failure();
        return failure == null
                ? new Failure(FailureReason.NO_AUDIO, null,
                        absentIfEmpty(Objects.requireNonNullElse(task.unreadResult(), "")))
                : new Failure(FailureReason.of(failure), absentIfEmpty(failure.code()), absentIfEmpty(failure.text()));
    }

    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : encodable(text);
    }

    /** What came from kie.ai may hold lone surrogates, which no JSON in UTF-8 can carry. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** 100 where Jackson's trees make 1E+2 of it. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal credits) {
        boolean shortened = credits != null && credits.scale() < 0 && credits.scale() > -MOST_ZEROS;
        return shortened ? credits.setScale(0) : credits;
    }

    /** More than any account has; a number of more is nonsense, and left as it came. */
    private static final int MOST_ZEROS = 20;
}
