package dev.foley;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import dev.foley.error.DownloadException;
import dev.foley.error.NoAudioException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.SoundEffectException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.TaskFailedException;
import dev.foley.error.WaitFailedException;
import dev.foley.error.WaitTimeoutException;
import dev.foley.kie.CreateTask;
import dev.foley.kie.Departure;
import dev.foley.kie.KieClient;
import dev.foley.kie.RecordInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Text to sound effects: the bean to inject.
 *
 * <p>
 * Nothing here blocks, and nothing happens before the returned {@code Uni} or {@code Multi} is subscribed to. From a
 * worker or virtual thread, wait with {@code .await().indefinitely()}: answers come on an event loop, so any number of
 * threads may wait. Failures are {@link SoundEffectException}s; a
 * request that breaks a rule fails with {@link ConstraintViolationException}, before anything is sent.
 */
@ApplicationScoped
public class SoundEffects {
    private final KieClient kie;
    private final Validator validator;
    private final OwnSubmits ownSubmits;
    private final Waits waits;
    private final Downloads downloads;
    private final EventLoops eventLoops;

    SoundEffects(KieClient kie, Validator validator, OwnSubmits ownSubmits, Waits waits, Downloads downloads,
            EventLoops eventLoops) {
        this.kie = kie;
        this.validator = validator;
        this.ownSubmits = ownSubmits;
        this.waits = waits;
        this.downloads = downloads;
        this.eventLoops = eventLoops;
    }

    /**
     * Starts a generation, which is a payment once it succeeds.
     *
     * <p>
     * Fails with {@link SubmissionUncertainException} when a task may exist all the same, and with any other error when
     * none does. Cancelling before the request has left keeps it from being sent; afterwards the task's id is lost.
     */
    public Uni<Task> submit(SoundEffectRequest request) {
        return submit(request, kie::createTask);
    }

    /**
     * {@link #submit} in a single attempt, at once: for whoever shares the account's pace with others, and repeats by
     * itself what surely did not happen.
     *
     * @param departure asked once all is ready, just before the request leaves
     */
    public Uni<Task> submitOnce(SoundEffectRequest request, Departure departure) {
        return submit(request, task -> kie.createTaskOnce(task, departure));
    }

    private Uni<Task> submit(SoundEffectRequest request, Function<CreateTask, Uni<String>> createTask) {
        return eventLoops.on(Uni.createFrom().deferred(() -> {
            Set<ConstraintViolation<SoundEffectRequest>> violations = validator
                    .validate(Objects.requireNonNull(request));
            if (!violations.isEmpty()) {
                return Uni.createFrom().failure(new ConstraintViolationException(violations));
            }
            return createTask.apply(Tasks.toWire(request)).map(id -> {
                ownSubmits.add(id);
                return Task.accepted(id, request);
            });
        }));
    }

    /** Reads a task's state; fails with {@link ResourceNotFoundException} where kie.ai knows no such task. */
    public Uni<Task> status(String taskId) {
        return status(taskId, kie::recordInfo);
    }

    /** {@link #status} in a single attempt, at once. */
    public Uni<Task> statusOnce(String taskId) {
        return status(taskId, kie::recordInfoOnce);
    }

    private Uni<Task> status(String taskId, Function<String, Uni<RecordInfo>> recordInfo) {
        return eventLoops.on(recordInfo.apply(taskId)
                .map(Tasks::fromWire)
                .onFailure(fault -> fault instanceof ResourceNotFoundException && ownSubmits.isFresh(taskId))
                .recoverWithItem(() -> Task.accepted(taskId, null)));
    }

    /** {@link #await(String, WaitOptions)} within {@code foley.wait.deadline}. */
    public Uni<SoundEffect> await(String taskId) {
        return await(taskId, WaitOptions.DEFAULT);
    }

    /**
     * Waits for a task to end, by polling and by {@link #wake}.
     *
     * <p>
     * Fails with {@link TaskFailedException}, with {@link NoAudioException}, with {@link WaitTimeoutException} at the
     * deadline, or with {@link WaitFailedException} when the state cannot be read; the last two leave the task running,
     * and the wait can be resumed. Cancelling stops polling at once.
     */
    public Uni<SoundEffect> await(String taskId, WaitOptions options) {
        return waits.end(taskId, options, () -> status(taskId)).map(Task::soundEffect);
    }

    /** {@link #watch(String, WaitOptions)} within {@code foley.wait.deadline}. */
    public Multi<Task> watch(String taskId) {
        return watch(taskId, WaitOptions.DEFAULT);
    }

    /**
     * Emits the task as first read and at each change, and completes once it has ended, in success or failure. Fails
     * as {@link #await(String, WaitOptions)} does when the end cannot be seen.
     */
    public Multi<Task> watch(String taskId, WaitOptions options) {
        return waits.watch(taskId, options, () -> status(taskId));
    }

    /** {@link #submit}, then {@link #await(String)}. Failures after the submission carry the task's id. */
    public Uni<SoundEffect> generate(SoundEffectRequest request) {
        return submit(request).chain(task -> await(task.id(), WaitOptions.DEFAULT.expecting(request)));
    }

    /** Lets whoever waits for the task look at once: for the receiver of a callback, which is but a hint. */
    public void wake(String taskId) {
        waits.wake(taskId);
    }

    /** The audio as it arrives; fails with {@link DownloadException}. */
    public Multi<Buffer> download(SoundEffect soundEffect) {
        return open(soundEffect).onItem().transformToMulti(AudioStream::bytes);
    }

    /**
     * The audio in that file, which is replaced or created once all of it has arrived; its directory must exist.
     * Fails with {@link DownloadException}, or with {@link io.vertx.core.file.FileSystemException}.
     */
    public Uni<Path> download(SoundEffect soundEffect, Path file) {
        return eventLoops.on(downloads.toFile(soundEffect, file));
    }

    /** The audio with what its host says of it, before the first byte is read; fails with {@link DownloadException}. */
    public Uni<AudioStream> open(SoundEffect soundEffect) {
        return eventLoops.on(downloads.open(soundEffect, MediaRequest.WHOLE));
    }

    /**
     * {@link #open(SoundEffect)} for one range of the audio. A host that knows no ranges sends the whole:
     * {@link AudioStream#contentRange()} tells. Fails with {@link DownloadException.Reason#NO_SUCH_RANGE} when the audio is
     * shorter.
     *
     * @param range one range of bytes as the HTTP header {@code Range} has it, such as {@code bytes=0-99}
     */
    public Uni<AudioStream> open(SoundEffect soundEffect, String range) {
        return eventLoops.on(downloads.open(soundEffect, MediaRequest.range(range)));
    }

    /** What the host says of the audio, which is not fetched: {@link AudioStream#bytes()} is empty. */
    public Uni<AudioStream> head(SoundEffect soundEffect) {
        return eventLoops.on(downloads.open(soundEffect, MediaRequest.HEAD));
    }

    /** The account's balance, in credits. */
    public Uni<BigDecimal> credits() {
        return eventLoops.on(kie.credits());
    }
}
