package dev.foley.facade.metrics;

import java.time.Duration;
import java.util.stream.IntStream;

/** Bounds of histograms. */
final class Buckets {
    /** createTask takes 0.3 to 0.9 s, and is uncertain after 30 s. */
    static final Duration[] CALLS = millis(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000);
    /** From a queue that is empty to a task that takes its 15 minutes, and a queue of hours. */
    static final Duration[] STATES = millis(100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000,
            3_600_000, 21_600_000);

    private Buckets() {}

    private static Duration[] millis(int... bounds) {
        return IntStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
