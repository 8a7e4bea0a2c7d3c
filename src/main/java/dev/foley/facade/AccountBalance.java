package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.foley.SoundEffects;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Cache of the account's balance at kie.ai: at most one call in 30 seconds, whatever the number of requests. */
@ApplicationScoped
class AccountBalance {
    /** A job takes seconds, so the balance changes by little in this time. */
    static final Duration KEPT = Duration.ofSeconds(30);
    /** A failure is kept, too, so that many requests do not become many calls of kie.ai. */
    static final Duration FAILURE_KEPT = Duration.ofSeconds(5);

    /** One read, which is under way or has ended. */
    private final class Reading {
        private final Uni<BigDecimal> result = Uni.createFrom()
                .deferred(source)
                .onItem()
                .invoke(() -> keep(KEPT))
                .onFailure()
                .invoke(() -> keep(FAILURE_KEPT))
                .memoize()
                .indefinitely();
        private volatile @Nullable Long keptUntil;

        private void keep(Duration time) {
            keptUntil = nanoTime.getAsLong() + time.toNanos();
        }

        boolean isOver() {
            Long until = keptUntil;
            return until != null && nanoTime.getAsLong() - until >= 0;
        }
    }

    private final Supplier<Uni<? extends BigDecimal>> source;
    private final LongSupplier nanoTime;
    private @Nullable Reading last;

    @Inject
    AccountBalance(SoundEffects soundEffects) {
        this(soundEffects::credits, System::nanoTime);
    }

    AccountBalance(Supplier<Uni<? extends BigDecimal>> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** In credits, as they were at most {@link #KEPT} ago. */
    Uni<BigDecimal> read() {
        return Uni.createFrom().deferred(() -> current().result);
    }

    private synchronized Reading current() {
        Reading reading = last;
        if (reading == null || reading.isOver()) {
            reading = new Reading();
            last = reading;
        }
        return reading;
    }
}
