package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;

import dev.foley.AudioStream;
import dev.foley.SoundEffect;
import dev.foley.SoundEffectRequest;
import dev.foley.SoundEffects;
import dev.foley.Task;
import dev.foley.WaitOptions;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.ResourceNotFoundException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Jobs without a memory: a job is a task at kie.ai and has its id; state and audio are read live, for as long as kie.ai
 * keeps them (records two months, audio a day to two weeks).
 */
@ApplicationScoped
@Typed(PassThroughJobs.class)
class PassThroughJobs implements Jobs {
    /**
     * kie.ai's ids are opaque. Visible ASCII that needs no care in a path; four times the longest seen leaves room, and
     * keeps anything else from being sent there.
     */
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[\\x21-\\x7e&&[^/\\\\%?#;]]{1,128}");

    private final SoundEffects soundEffects;
    private final AccountBalance balance;
    private final Callers callers;
    private final Clock clock;

    PassThroughJobs(SoundEffects soundEffects, AccountBalance balance, Callers callers, Clock clock) {
        this.soundEffects = soundEffects;
        this.balance = balance;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey, boolean reuse) {
        if (idempotencyKey != null) {
            return needsDatabase("Idempotency keys");
        }
        return reuse
                ? needsDatabase("Sounds of earlier requests")
                : soundEffects.submit(request).map(task -> TaskJob.of(task.id(), task, clock.instant()));
    }

    @Override
    public Uni<Job> find(String id) {
        return task(id).map(task -> TaskJob.of(id, task, clock.instant()));
    }

    @Override
    public Uni<JobAudio> audio(String id, AudioPart part) {
        return task(id).chain(task -> opened(finished(task), part).map(audio -> audio(task, audio)));
    }

    private Uni<AudioStream> opened(SoundEffect soundEffect, AudioPart part) {
        if (part.described()) {
            return soundEffects.head(soundEffect);
        }
        return part.range() == null ? soundEffects.open(soundEffect) : soundEffects.open(soundEffect, part.range());
    }

    @Override
    public Uni<Job> cancel(String id) {
        return needsDatabase("Cancellations");
    }

    @Override
    public Uni<Job> retry(String id, @Nullable String idempotencyKey) {
        return needsDatabase("Retries");
    }

    @Override
    public Uni<Void> delete(String id) {
        return needsDatabase("Deletions");
    }

    @Override
    public Uni<List<Outcome>> createAll(List<SoundEffectRequest> requests, @Nullable String idempotencyKey) {
        return needsDatabase("Batches");
    }

    @Override
    public Uni<JobPage> list(JobQuery query) {
        return needsDatabase("Lists");
    }

    /** Whatever ends the wait, the task is read once more, and that read tells. */
    @Override
    public Uni<Job> end(String id, Duration most) {
        return soundEffects.await(id, WaitOptions.within(most))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull()
                .chain(() -> find(id));
    }

    @Override
    public Multi<Job> watch(String id) {
        return Multi.createFrom().failure(new NeedsDatabaseException("Events"));
    }

    @Override
    public Uni<BigDecimal> credits() {
        return callers.checkBalanceIsShown().chain(balance::read);
    }

    @Override
    public Uni<CostSummary> costs(@Nullable Instant since, @Nullable String only) {
        return needsDatabase("Sums of costs");
    }

    private static <T> Uni<T> needsDatabase(String what) {
        return Uni.createFrom().failure(new NeedsDatabaseException(what));
    }

    /** The id is the only parameter of the call, so it is what kie.ai finds invalid. */
    private Uni<Task> task(String id) {
        return ID.matcher(id).matches()
                ? soundEffects.status(id)
                        .onFailure(fault -> fault instanceof ResourceNotFoundException
                                || fault instanceof InvalidParametersException)
                        .transform(unknown -> new JobNotFoundException())
                : Uni.createFrom().failure(new JobNotFoundException());
    }

    private SoundEffect finished(Task task) {
        Job job = TaskJob.of(task.id(), task, clock.instant());
        if (job.failure() != null) {
            throw new JobFailedException(job);
        }
        if (!job.state().isFinal()) {
            throw JobUnfinishedException.noAudioYet(job);
        }
        return task.soundEffect();
    }

    private static JobAudio audio(Task task, AudioStream audio) {
        SoundEffectRequest request = task.request();
        AudioType type = AudioType.of(request == null ? null : request.outputFormat(), audio.mediaType());
        return new JobAudio(request == null ? "" : request.text(), type.mediaType(), type.fileExtension(),
                audio.length(), null, audio.bytes(), null, audio.ranges(), audio.contentRange());
    }
}
