package dev.foley;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import dev.foley.error.CircuitOpenException;
import dev.foley.error.KieAnswerException;
import dev.foley.error.LocalRateLimitException;
import dev.foley.error.MaintenanceException;
import dev.foley.error.MissingApiKeyException;
import dev.foley.error.ServerErrorException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnknownAnswerException;
import dev.foley.error.UpstreamTimeoutException;
import dev.foley.error.WaitFailedException;
import dev.foley.error.WaitTimeoutException;
import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * One wait for one task: a poll, a pause, a poll, until the task has ended, the deadline passes, too many polls in a
 * row fail, or nobody listens any more. Between polls it is an entry in the timer, no more.
 */
final class TaskWait {
    private static final String UNKNOWN = "unknown";

    private final String taskId;
    private final Supplier<Uni<Task>> poll;
    private final PollPlan plan;
    private final UsualDurations usual;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Duration deadline;
    private final int faultBudget;
    private final Listener listener;
    private final Instant begun;

    private @Nullable SoundEffectRequest expected;
    private @Nullable Task last;
    /** When it was first seen to have succeeded. */
    private @Nullable Instant succeeded;
    private int faults;
    private boolean polling;
    private boolean wokenMeanwhile;
    private boolean over;
    private @Nullable Cancellable nextPoll;
    private @Nullable Cancellable underWay;
    private @Nullable Cancellable end;

    TaskWait(String taskId, Supplier<Uni<Task>> poll, PollPlan plan, UsualDurations usual, Clock clock,
            Scheduler scheduler, Duration deadline, int faultBudget, @Nullable SoundEffectRequest expected,
            Listener listener) {
        this.taskId = taskId;
        this.poll = poll;
        this.plan = plan;
        this.usual = usual;
        this.clock = clock;
        this.scheduler = scheduler;
        this.deadline = deadline;
        this.faultBudget = faultBudget;
        this.expected = expected;
        this.listener = listener;
        this.begun = clock.instant();
    }

    void start(Duration firstPoll) {
        synchronized (this) {
            end = scheduler.schedule(deadline, this::timeOut);
            Duration usually = usually();
            Duration delay = usually != null && usually.compareTo(firstPoll) < 0 ? usually : firstPoll;
            if (!delay.isZero()) {
                nextPoll = scheduler.schedule(delay, this::look);
                return;
            }
        }
        look();
    }

    /** Looks at once, or again at once when it is just looking: what that poll reads may be older than the news. */
    void wake() {
        synchronized (this) {
            if (over) {
                return;
            }
            if (polling) {
                wokenMeanwhile = true;
                return;
            }
            cancel(nextPoll);
        }
        look();
    }

    /** Ends the wait without a word; a poll under way is abandoned. */
    synchronized void stop() {
        over = true;
        cancel(nextPoll);
        cancel(underWay);
        cancel(end);
    }

    private void look() {
        synchronized (this) {
            if (over || polling) {
                return;
            }
            polling = true;
        }
        poll.get().subscribe().withSubscriber(new Look());
    }

    private synchronized void begun(UniSubscription subscription) {
        if (over) {
            subscription.cancel();
        } else {
            underWay = subscription;
        }
    }

    private void seen(Task task) {
        boolean news;
        boolean ended;
        synchronized (this) {
            if (over) {
                return;
            }
            underWay = null;
            faults = 0;
            news = !task.equals(last);
            last = task;
            if (expected == null) {
                expected = task.request();
            }
            ended = task.state().isFinal() && !awaitsAudio(task);
            if (!ended) {
                again();
            }
        }
        if (ended) {
            learn(task);
        }
        if (ended || news && !task.state().isFinal()) {
            listener.seen(task);
        }
    }

    private boolean awaitsAudio(Task task) {
        Instant now = clock.instant();
        succeeded = task.state().equals(TaskState.SUCCESS) && succeeded == null ? now : succeeded;
        return task.awaitsAudio(succeeded == null ? now : succeeded, now);
    }

    private void failed(Throwable fault) {
        synchronized (this) {
            if (over) {
                return;
            }
            underWay = null;
            faults += isHarmless(fault) ? 0 : 1;
            if (faults <= faultBudget && !isHopeless(fault)) {
                again();
                return;
            }
        }
        listener.failed(new WaitFailedException(taskId, lastState(), fault));
    }

    private void timeOut() {
        Duration elapsed = elapsed();
        synchronized (this) {
            if (over) {
                return;
            }
        }
        listener.failed(new WaitTimeoutException(taskId, lastState(), elapsed));
    }

    private void again() {
        polling = false;
        Duration delay = wokenMeanwhile ? Duration.ZERO : plan.next(elapsed(), usually());
        wokenMeanwhile = false;
        nextPoll = scheduler.schedule(delay, this::look);
    }

    /** Foley's own restraint, or kie.ai's, says nothing about the task. */
    private static boolean isHarmless(Throwable fault) {
        return fault instanceof LocalRateLimitException
                || fault instanceof TooManyRequestsException
                || fault instanceof CircuitOpenException;
    }

    /** A refusal that polling on will not change. */
    private static boolean isHopeless(Throwable fault) {
        return fault instanceof MissingApiKeyException
                || fault instanceof KieAnswerException && !isPassing(fault);
    }

    private static boolean isPassing(Throwable fault) {
        return fault instanceof TooManyRequestsException
                || fault instanceof MaintenanceException
                || fault instanceof ServerErrorException
                || fault instanceof UpstreamTimeoutException
                || fault instanceof UnknownAnswerException;
    }

    private void learn(Task task) {
        SoundEffectRequest request = expected;
        if (request != null && task.createdAt() != null && task.completedAt() != null) {
            usual.learn(request, Duration.between(task.createdAt(), task.completedAt()));
        }
    }

    private @Nullable Duration usually() {
        return expected == null ? null : usual.of(expected);
    }

    private synchronized String lastState() {
        return last == null ? UNKNOWN : last.state().name();
    }

    private Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    /** Whoever waits. */
    interface Listener {
        /** It is not as it was; its end is seen once, and ends the wait. */
        void seen(Task task);

        void failed(Throwable fault);

        /** To be called once nobody listens any more, for whatever reason. */
        void whenGone(Runnable end);
    }

    /** Subscribed as it is: {@code with(…)} would take a snapshot of the context for each of its callbacks. */
    private final class Look implements UniSubscriber<Task> {
        @Override
        public void onSubscribe(UniSubscription subscription) {
            begun(subscription);
        }

        @Override
        public void onItem(Task task) {
            seen(task);
        }

        @Override
        public void onFailure(Throwable fault) {
            failed(fault);
        }
    }

    private static void cancel(@Nullable Cancellable cancellable) {
        if (cancellable != null) {
            cancellable.cancel();
        }
    }
}
