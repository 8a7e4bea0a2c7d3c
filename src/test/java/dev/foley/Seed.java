package dev.foley;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;

/**
 * The seed of random inputs: a new one each day, the same on every machine. {@code -Dtests.seed} sets the one that a
 * failure named.
 */
public final class Seed {
    public static final long VALUE = value();

    private Seed() {}

    private static long value() {
        String given = System.getProperty("tests.seed", "");
        return given.isBlank() ? LocalDate.now(Clock.systemUTC()).toEpochDay() : Long.parseLong(given);
    }

    public static Random random() {
        return new Random(VALUE);
    }

    /** For the description of an assertion. */
    public static String hint() {
        return "-Dtests.seed=" + VALUE;
    }
}
