package dev.foley.kie;

import java.time.Duration;

import io.smallrye.mutiny.subscription.Cancellable;

/** Runs a task once, later, without holding a thread. */
@FunctionalInterface
public interface Scheduler {
    /**
     * Runs {@code task} after {@code delay} unless cancelled before.
     *
     * @param delay zero or more; rounded up to what the timer can resolve
     */
    Cancellable schedule(Duration delay, Runnable task);
}
