package dev.foley.ledger;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after failures in a row. */
final class Backoffs {
    private static final double SPREAD = 0.25;
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration max;

    Backoffs(Duration first, Duration max) {
        this.first = first;
        this.max = max;
    }

    /** @param failures before this one */
    Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures, MOST_DOUBLINGS));
        double spread = 1 - SPREAD + 2 * SPREAD * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis(Math.min(max.toMillis(), Math.round(doubled * spread)));
    }
}
