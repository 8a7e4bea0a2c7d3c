package dev.foley.kie;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import dev.foley.error.TooManyRequestsException;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;

/** Doubles the delay with each retry, spread by a quarter each way; a {@code Retry-After} is waited out in its place. */
final class Backoff implements CustomBackoffStrategy {
    private static final double SPREAD = 0.25;

    private final long max;
    private final DoubleSupplier random;
    private long next;

    /**
     * @param max    caps both the doubling and a {@code Retry-After}
     * @param random from 0 to 1
     */
    Backoff(Duration first, Duration max, DoubleSupplier random) {
        this.next = first.toMillis();
        this.max = max.toMillis();
        this.random = random;
    }

    @Override
    public synchronized long nextDelayInMillis(Throwable failure) {
        double spread = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
        long delay = Math.min(max, Math.round(next * spread));
        next = Math.min(max, next * 2);
        return failure instanceof TooManyRequestsException throttled
                ? throttled.retryAfter().map(asked -> Math.min(max, asked.toMillis())).orElse(delay)
                : delay;
    }
}
