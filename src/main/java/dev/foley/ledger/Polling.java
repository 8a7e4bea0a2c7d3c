package dev.foley.ledger;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.PollPlan;
import dev.foley.SoundEffects;
import dev.foley.Task;
import dev.foley.TaskState;
import dev.foley.UsualDurations;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.TooManyRequestsException;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Looks at the task of one claimed job: that of a running job, or one that may be an uncertain job's. */
@ApplicationScoped
class Polling {
    /** With the default backoff, these looks at a success without audio take four minutes. */
    private static final int LOOKS_FOR_AUDIO = 8;
    /** A task that is unknown that often was never there. */
    private static final int UNKNOWN_FOR_GOOD = 3;

    private final SoundEffects soundEffects;
    private final JobStore store;
    private final Hints hints;
    private final Pace pace;
    private final UsualDurations usual;
    private final Transitions transitions;
    private final Backoffs backoffs;
    private final PollPlan plan = new PollPlan(() -> ThreadLocalRandom.current().nextDouble());

    Polling(SoundEffects soundEffects, JobStore store, Hints hints, Pace pace, UsualDurations usual,
            Transitions transitions, LedgerConfig config) {
        this.soundEffects = soundEffects;
        this.store = store;
        this.hints = hints;
        this.pace = pace;
        this.usual = usual;
        this.transitions = transitions;
        this.backoffs = new Backoffs(config.backoff(), config.maxBackoff());
    }

    Uni<Void> poll(Claims.Paced claimed, UUID claim) {
        LedgerJob job = claimed.job();
        Uni<Step> look = job.state() == State.UNCERTAIN ? verify(job, claim) : look(job, claim);
        return look.onFailure()
                .recoverWithUni(fault -> excuse(job, claim, fault))
                .eventually(() -> pace.answered(Pace.Kind.POLL, claimed.slot()))
                .chain(step -> store.take(job.id(), step))
                .invoke(taken -> transitions.told(job, taken, null))
                .replaceWithVoid();
    }

    private Uni<Step> look(LedgerJob job, UUID claim) {
        return soundEffects.statusOnce(String.valueOf(job.taskId()))
                .map(task -> after(job, claim, task))
                .call(() -> pace.decided(Pace.Kind.POLL, job.id()));
    }

    private Step after(LedgerJob job, UUID claim, Task task) {
        Task.Failure failure = task.failure();
        if (failure != null) {
            return new Step.TaskEnded(new Failure(Failure.Reason.TASK_FAILED, emptyToNull(failure.code()),
                    emptyToNull(failure.text())), task.creditsConsumed());
        }
        if (!task.state().equals(TaskState.SUCCESS)) {
            return new Step.Later(State.GENERATING, claim, plan.next(working(job), usual.of(job.request())), false);
        }
        if (task.createdAt() != null && task.completedAt() != null) {
            usual.learn(job.request(), Duration.between(task.createdAt(), task.completedAt()));
        }
        if (!task.resultUrls().isEmpty()) {
            return new Step.Made(task.resultUrls(), task.creditsConsumed());
        }
        // It is paid for, and kie.ai may name its audio later.
        return job.attempts() < LOOKS_FOR_AUDIO
                ? new Step.Later(State.GENERATING, claim, backoffs.after(job.attempts()), true)
                : new Step.TaskEnded(new Failure(Failure.Reason.NO_AUDIO, null, task.unreadResult()),
                        task.creditsConsumed());
    }

    private static Duration working(LedgerJob job) {
        return job.working() == null ? Duration.ZERO : job.working();
    }

    /** The job goes on only with a task that was asked for the very same, its callback URL with the job's id included. */
    private Uni<Step> verify(LedgerJob job, UUID claim) {
        return hints.next(job.id())
                .chain(hint -> hint.isEmpty()
                        ? Uni.createFrom().item(new Step.Later(State.UNCERTAIN, claim, null, false))
                        : verify(job, claim, hint.get()));
    }

    private Uni<Step> verify(LedgerJob job, UUID claim, String taskId) {
        return soundEffects.statusOnce(taskId)
                .map(task -> SameRequest.is(job, task.request()))
                .onFailure(fault -> isUnknown(fault) && job.attempts() + 1 >= UNKNOWN_FOR_GOOD)
                .recoverWithItem(false)
                .chain(same -> same
                        ? Uni.createFrom().item(new Step.Confirmed(taskId))
                        : reject(job, claim, taskId));
    }

    private Uni<Step> reject(LedgerJob job, UUID claim, String taskId) {
        JobLog.warn(job,
                String.format(Locale.ROOT, "a callback named task %s, which is not this job's; it is ignored", taskId));
        return hints.drop(job.id(), taskId)
                .replaceWith(new Step.Later(State.UNCERTAIN, claim, Hints.BETWEEN_READS, false));
    }

    private Uni<Step> excuse(LedgerJob job, UUID claim, Throwable fault) {
        JobLog.info(job, "its task could not be read: " + fault.getMessage());
        Step later = new Step.Later(job.state(), claim, backoffs.after(job.attempts()), true);
        return fault instanceof TooManyRequestsException throttled
                ? pace.pause(Pace.Kind.POLL, job.id(), throttled.retryAfter().orElse(null)).replaceWith(later)
                : Uni.createFrom().item(later);
    }

    private static boolean isUnknown(Throwable fault) {
        return fault instanceof ResourceNotFoundException || fault instanceof InvalidParametersException;
    }

    private static @Nullable String emptyToNull(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty()).orElse(null);
    }
}
