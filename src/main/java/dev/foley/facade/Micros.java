package dev.foley.facade;

import java.time.Instant;

/** Times as the database has them. */
public final class Micros {
    private Micros() {}

    /** Microseconds since 1970. (Java 17's own count overflows on the way, in the year 2262.) */
    public static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
