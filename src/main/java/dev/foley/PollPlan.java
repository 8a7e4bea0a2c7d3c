package dev.foley;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When to look next: kie.ai's own advice (every 2 to 3 s for 30 s, then 5 to 10 s, after 2 min 15 to 30 s), with jitter,
 * and more closely around the moment at which such a task usually ends.
 */
public final class PollPlan {
    private static final Duration FREQUENT = Duration.ofMillis(2_500);
    private static final Duration SLOWER = Duration.ofMillis(7_500);
    private static final Duration SLOW = Duration.ofMillis(22_500);
    private static final Duration FREQUENT_UNTIL = Duration.ofSeconds(30);
    private static final Duration SLOWER_UNTIL = Duration.ofMinutes(2);

    /** Keeps each interval within the span that kie.ai gives for it. */
    private static final double JITTER = 0.2;

    /** recordInfo itself takes 0.2 to 0.8 s: to ask more often than that gains nothing. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    public PollPlan(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * The delay before the next poll.
     *
     * @param elapsed since the wait began
     * @param usual   how long such a task usually takes; null where nobody knows
     */
    public Duration next(Duration elapsed, @Nullable Duration usual) {
        Duration advised = jittered(advised(elapsed));
        if (usual == null) {
            return advised;
        }
        Duration halfway = elapsed.minus(usual).abs().dividedBy(2);
        return min(advised, max(SHORTEST, halfway));
    }

    private static Duration advised(Duration elapsed) {
        if (elapsed.compareTo(FREQUENT_UNTIL) < 0) {
            return FREQUENT;
        }
        return elapsed.compareTo(SLOWER_UNTIL) < 0 ? SLOWER : SLOW;
    }

    private Duration jittered(Duration interval) {
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
