package dev.foley.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the callers of a soak were told. Thread-safe. */
final class SoakNotes {
    /** Nobody reads more of them. */
    private static final int MOST_COMPLAINTS = 50;
    private static final int RECENT = 60;

    private final List<String> accepted = new ArrayList<>();
    private final Map<String, Set<String>> byKey = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private volatile boolean databaseAway;

    /** The façade promised this job. */
    synchronized void accepted(String job) {
        accepted.add(job);
    }

    /** The façade promised this job to whoever has that key. */
    void accepted(String job, String key) {
        accepted(job);
        byKey.computeIfAbsent(key, first -> ConcurrentHashMap.newKeySet()).add(job);
    }

    synchronized Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    Map<String, Set<String>> byKey() {
        return byKey;
    }

    void cancelled(String job) {
        cancelled.add(job);
    }

    Set<String> cancelled() {
        return cancelled;
    }

    /** One of the latest. */
    synchronized Optional<String> recent(Random dice) {
        int size = accepted.size();
        return size == 0
                ? Optional.empty()
                : Optional.of(accepted.get(size - 1 - dice.nextInt(Math.min(size, RECENT))));
    }

    /** Something that should not be. */
    synchronized void complain(String what) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(what);
        }
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** How often what happened. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    void databaseAway(boolean isAway) {
        databaseAway = isAway;
    }

    boolean isDatabaseAway() { return databaseAway; }
}
