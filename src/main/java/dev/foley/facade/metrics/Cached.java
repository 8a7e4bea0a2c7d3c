package dev.foley.facade.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A value that somebody else has, for those who must not wait: they get what was read last, and set off the next reading.
 * Nothing is read while nobody asks.
 */
final class Cached<T> {
    private record Reading<T>(T value, long at) {}

    private final Supplier<Uni<? extends T>> source;
    private final Duration pause;
    private final Duration usable;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> asked = new AtomicReference<>();
    private volatile @Nullable Reading<T> last;

    /**
     * @param pause  the shortest time from one reading to the next, whether it succeeds or fails
     * @param usable how old a value may be
     */
    Cached(Duration pause, Duration usable, LongSupplier nanoTime, Supplier<Uni<? extends T>> source) {
        this.source = source;
        this.pause = pause;
        this.usable = usable;
        this.nanoTime = nanoTime;
    }

    /** Null while it is unknown, or known from too long ago. */
    @Nullable
    T get() {
        long now = nanoTime.getAsLong();
        Long before = asked.get();
        if ((before == null || now - before >= pause.toNanos()) && asked.compareAndSet(before, now)) {
            Uni.createFrom().deferred(source).subscribe().with(this::read, failed -> {});
        }
        Reading<T> reading = last;
        return reading == null || now - reading.at() > usable.toNanos() ? null : reading.value();
    }

    private void read(T value) {
        last = new Reading<>(value, nanoTime.getAsLong());
    }
}
