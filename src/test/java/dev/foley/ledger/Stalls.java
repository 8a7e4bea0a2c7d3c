package dev.foley.ledger;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * When this JVM itself stood still, for its collector or because others had the processors: what a test measures meanwhile says
 * nothing of what it measures. Known by a thread that sleeps for a moment again and again, and sometimes for longer.
 */
final class Stalls implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration NOTEWORTHY = Duration.ofMillis(20);

    private record Stall(long begun, long ended) {}

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final Thread sleeper = new Thread(this::sleep, "stalls");

    Stalls() {
        sleeper.setDaemon(true);
        sleeper.start();
    }

    private void sleep() {
        try {
            while (true) {
                long due = System.nanoTime() + MOMENT.toNanos();
                Thread.sleep(MOMENT.toMillis());
                long now = System.nanoTime();
                if (now - due > NOTEWORTHY.toNanos()) {
                    stalls.add(new Stall(due, now));
                }
            }
        } catch (InterruptedException closed) {
            // This is how it ends.
        }
    }

    /** How long between these two readings of {@link System#nanoTime()}, but for the stalls. */
    Duration without(long begun, long ended) {
        long stalled = stalls.stream()
                .mapToLong(stall -> Math.max(0, Math.min(ended, stall.ended) - Math.max(begun, stall.begun)))
                .sum();
        return Duration.ofNanos(ended - begun - stalled);
    }

    @Override
    public void close() {
        sleeper.interrupt();
    }
}
