package dev.foley.kie;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import dev.foley.error.LocalRateLimitException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most {@code limit} calls start in any {@code window}; the rest wait their turn, first come, first served.
 *
 * <p>
 * SmallRye's own rate limit does not serve here: its rolling window counts the calls it rejects, so that calls which
 * wait and ask again keep the window full for each other.
 */
final class Pacer {
    private final String key;
    private final int limit;
    private final Duration window;
    private final Duration maxWait;
    private final LongSupplier nanoTime;
    private final Scheduler scheduler;

    /** When the last {@code limit} calls started, oldest first. */
    private final Deque<Long> started = new ArrayDeque<>();
    private final Deque<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private @Nullable Cancellable alarm;

    /**
     * @param key      the configuration prefix of this limit, for messages
     * @param maxWait  the longest wait that is accepted; a call whose turn is further away fails at once
     * @param nanoTime a monotonic clock, for a wall clock may jump
     */
    Pacer(String key, int limit, Duration window, Duration maxWait, LongSupplier nanoTime, Scheduler scheduler) {
        this.key = key;
        this.limit = limit;
        this.window = window;
        this.maxWait = maxWait;
        this.nanoTime = nanoTime;
        this.scheduler = scheduler;
    }

    /** Takes a turn if one is free now, and nobody waits for it. */
    synchronized boolean tryTurn() {
        boolean free = waiting.isEmpty() && waitOf(0).isZero();
        if (free) {
            start();
        }
        return free;
    }

    /**
     * Completes when it is the caller's turn; cancelling gives the place in the queue back.
     * Fails with {@link LocalRateLimitException} when the turn is further away than allowed.
     */
    Uni<Void> turn() {
        return Uni.createFrom().<Void>emitter(this::enter);
    }

    private void enter(UniEmitter<? super Void> emitter) {
        Duration wait;
        synchronized (this) {
            wait = waitOf(waiting.size());
            if (wait.compareTo(maxWait) <= 0) {
                waiting.add(emitter);
            }
        }
        if (wait.compareTo(maxWait) > 0) {
            emitter.fail(new LocalRateLimitException(key, wait, maxWait));
            return;
        }
        emitter.onTermination(() -> leave(emitter));
        grant();
    }

    private synchronized void leave(UniEmitter<? super Void> emitter) {
        waiting.remove(emitter);
    }

    /** Lets everyone through whose turn it is; outside the lock, for whoever is let through runs at once. */
    private void grant() {
        for (UniEmitter<? super Void> next = next(); next != null; next = next()) {
            next.complete(null);
        }
    }

    private synchronized @Nullable UniEmitter<? super Void> next() {
        if (waiting.isEmpty()) {
            return null;
        }
        Duration wait = waitOf(0);
        if (!wait.isZero()) {
            if (alarm == null) {
                alarm = scheduler.schedule(wait, this::ring);
            }
            return null;
        }
        start();
        return waiting.removeFirst();
    }

    private void start() {
        if (started.size() == limit) {
            started.removeFirst();
        }
        started.addLast(nanoTime.getAsLong());
    }

    private void ring() {
        synchronized (this) {
            alarm = null;
        }
        grant();
    }

    /** How long the call with {@code ahead} others before it in the queue has to wait. */
    private Duration waitOf(int ahead) {
        int free = limit - started.size();
        if (ahead < free) {
            return Duration.ZERO;
        }
        int blockedBy = (ahead - free) % limit;
        int windows = 1 + (ahead - free) / limit;
        long now = nanoTime.getAsLong();
        long since = blockedBy < started.size() ? started.stream().skip(blockedBy).findFirst().orElseThrow() : now;
        Duration wait = window.multipliedBy(windows).minusNanos(now - since);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
