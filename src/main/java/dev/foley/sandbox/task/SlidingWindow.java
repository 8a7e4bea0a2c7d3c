package dev.foley.sandbox.task;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many calls of a key in any window of a length. Refused calls do not count. Thread-safe.
 */
public final class SlidingWindow {

    /** Keys that are remembered; the least recently used go first. */
    private static final int MOST_KEYS = 1000;

    private final int limit;
    private final long windowMillis;
    private final Clock clock;
    private final Map<String, Deque<Long>> calls = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** @param limit calls in a window; 0 for any number */
    public SlidingWindow(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.windowMillis = window.toMillis();
        this.clock = clock;
    }

    /** Whether a call of this key may pass, in which case it counts. */
    public synchronized boolean admit(String key) {
        if (limit <= 0) {
            return true;
        }
        long now = clock.millis();
        Deque<Long> recent = calls.computeIfAbsent(key, k -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst() <= now - windowMillis) {
            recent.removeFirst();
        }
        if (recent.size() >= limit) {
            return false;
        }
        recent.addLast(now);
        return true;
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
    }
}
