package dev.foley;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.subscription.Cancellable;

/** A clock and a scheduler that a test moves by hand. */
public final class VirtualTime extends Clock implements Scheduler {
    private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");

    private record Entry(Instant due, long order, Runnable task) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.comparing(Entry::due).thenComparing(Entry::order));
    private Instant now = START;
    private long order;

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(now.plus(delay), order++, task);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Moves time on, running what falls due on the way, at its time and in its order. */
    public void advance(Duration by) {
        Instant target = now.plus(by);
        while (!entries.isEmpty() && !entries.peek().due().isAfter(target)) {
            Entry next = entries.remove();
            now = next.due();
            next.task().run();
        }
        now = target;
    }

    public Duration elapsed() {
        return Duration.between(START, now);
    }

    public long nanoTime() {
        return elapsed().toNanos();
    }

    /** How many tasks wait for their time. */
    public int scheduled() {
        return entries.size();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long millis() {
        return TimeUnit.SECONDS.toMillis(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMillis(now.getNano());
    }

    @Override
    public ZoneId getZone() { return ZoneOffset.UTC; }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests keep to UTC");
    }
}
