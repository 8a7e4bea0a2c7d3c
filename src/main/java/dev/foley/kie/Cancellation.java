package dev.foley.kie;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Carries a caller's cancellation through fault tolerance, which does not: without it, a call that waits for its turn
 * or for a retry would still be made after nobody wants it, and a submit would still be paid for.
 */
final class Cancellation {
    private boolean cancelled;
    private @Nullable UniSubscription current;

    /** {@code attempt}, unless the caller has cancelled; ended when the caller does. */
    <T> Uni<T> guard(Supplier<Uni<T>> attempt) {
        return Uni.createFrom()
                .deferred(() -> isCancelled()
                        ? Uni.createFrom().<T>failure(new CancellationException())
                        : attempt.get().onSubscription().invoke(this::enter));
    }

    private void enter(UniSubscription subscription) {
        boolean tooLate;
        synchronized (this) {
            current = subscription;
            tooLate = cancelled;
        }
        if (tooLate) {
            subscription.cancel();
        }
    }

    void cancel() {
        UniSubscription subscription;
        synchronized (this) {
            cancelled = true;
            subscription = current;
        }
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private synchronized boolean isCancelled() { return cancelled; }
}
