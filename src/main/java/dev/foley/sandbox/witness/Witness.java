package dev.foley.sandbox.witness;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.foley.sandbox.task.Credits;
import dev.foley.sandbox.task.SoundTask;
import dev.foley.sandbox.task.SoundTasks;
import dev.foley.sandbox.task.TaskState;

/**
 * What reached the sandbox and what came of it: with it a test can say "exactly one payment". Remembers a bounded
 * number of requests, callbacks and tasks, and forgets the oldest. Thread-safe.
 */
public final class Witness {

    private final Deque<SeenRequest> requests = new ArrayDeque<>();
    private final Deque<SeenCallback> callbacks = new ArrayDeque<>();
    private final SoundTasks tasks;
    private final Credits credits;
    private final Clock clock;
    private final int retained;

    /** @param retained how many requests, and how many callbacks, are remembered */
    public Witness(SoundTasks tasks, Credits credits, Clock clock, int retained) {
        this.tasks = tasks;
        this.credits = credits;
        this.clock = clock;
        this.retained = retained;
    }

    /** Remembers a request. */
    public void saw(SeenRequest request) {
        remember(requests, request);
    }

    /** Remembers an attempt to deliver a callback. */
    public void saw(SeenCallback callback) {
        remember(callbacks, callback);
    }

    private synchronized <T> void remember(Deque<T> seen, T one) {
        seen.addLast(one);
        if (seen.size() > retained) {
            seen.removeFirst();
        }
    }

    /** All requests but those to the witness itself, oldest first. */
    public synchronized List<SeenRequest> requests() {
        return List.copyOf(requests);
    }

    /** The requests to a path, such as {@code /api/v1/jobs/createTask}, whatever their query. */
    public List<SeenRequest> requestsTo(String path) {
        return requests().stream()
                .filter(request -> request.target().equals(path) || request.target().startsWith(path + "?"))
                .toList();
    }

    /** All attempts to deliver a callback, oldest first. */
    public synchronized List<SeenCallback> callbacks() {
        return List.copyOf(callbacks);
    }

    /** All tasks, oldest first. */
    public List<SeenTask> tasks() {
        long now = clock.millis();
        return tasks.all().stream().map(task -> seen(task, now)).toList();
    }

    /** The tasks with exactly this text. */
    public List<SeenTask> tasksFor(String text) {
        return tasks().stream().filter(task -> task.text().equals(text)).toList();
    }

    /** The tasks with exactly this {@code callBackUrl}. */
    public List<SeenTask> tasksForCallback(String callBackUrl) {
        return tasks().stream().filter(task -> Objects.equals(task.callBackUrl(), callBackUrl)).toList();
    }

    /** Credits spent on successes since the sandbox started. */
    public BigDecimal creditsSpent() {
        tasks.settle();
        return credits.spent();
    }

    /** Credits left. */
    public BigDecimal balance() {
        tasks.settle();
        return credits.balance();
    }

    /** Forgets requests and callbacks. */
    public synchronized void clear() {
        requests.clear();
        callbacks.clear();
    }

    private static SeenTask seen(SoundTask task, long now) {
        TaskState state = task.stateAt(now);
        return new SeenTask(task.id(), task.order().text(), task.order().callBackUrl(),
                task.order().format().wireName(),
                state.name().toLowerCase(Locale.ROOT), Instant.ofEpochMilli(task.createdAt()), task.order().price(),
                state == TaskState.SUCCEEDED);
    }
}
