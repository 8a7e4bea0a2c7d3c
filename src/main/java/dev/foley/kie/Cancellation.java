package dev.foley.kie;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Carries a caller's cancellation through fault tolerance, which does not: without it, a call that waits for its turn
 * or for a retry would still be made after nobody wants it, and a submit would still be paid for.
 */
final class Cancellation {
    private boolean cancelled;
    private @Nullable Step<?> current;

    /** Takes a step of the call, unless the caller has cancelled; once the caller does, the step ends as cancelled. */
    <T> CompletableFuture<T> take(Uni<T> step) {
        if (isCancelled()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        Step<T> taken = new Step<>();
        step.subscribe().withSubscriber(taken);
        return taken.outcome;
    }

    void cancel() {
        Step<?> step;
        synchronized (this) {
            cancelled = true;
            step = current;
        }
        if (step != null) {
            step.cancel();
        }
    }

    synchronized boolean isCancelled() { return cancelled; }

    private synchronized boolean enter(Step<?> step) {
        current = step;
        return !cancelled;
    }

    /** Subscribed as it is: {@code with(…)} would take a snapshot of the context for each of its callbacks. */
    private final class Step<T> implements UniSubscriber<T> {
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private @Nullable UniSubscription subscription;

        @Override
        public void onSubscribe(UniSubscription begun) {
            subscription = begun;
            if (!enter(this)) {
                cancel();
            }
        }

        @Override
        public void onItem(T item) {
            outcome.complete(item);
        }

        @Override
        public void onFailure(Throwable fault) {
            outcome.completeExceptionally(fault);
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
            if (!outcome.isDone()) {
                outcome.completeExceptionally(new CancellationException());
            }
        }
    }
}
