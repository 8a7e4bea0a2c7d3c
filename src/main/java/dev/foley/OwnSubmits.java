package dev.foley;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

/** The tasks this process has just created, for which kie.ai may answer "no such task" for a moment. */
@ApplicationScoped
class OwnSubmits {
    private final Clock clock;
    private final Duration grace;
    /** Oldest first. */
    private final Map<String, Instant> submitted = new LinkedHashMap<>();

    OwnSubmits(Clock clock, WaitConfig config) {
        this.clock = clock;
        this.grace = config.grace();
    }

    synchronized void add(String taskId) {
        Iterator<Instant> oldest = submitted.values().iterator();
        while (oldest.hasNext() && !isFresh(oldest.next())) {
            oldest.remove();
        }
        submitted.put(taskId, clock.instant());
    }

    synchronized boolean isFresh(String taskId) {
        return isFresh(submitted.get(taskId));
    }

    private boolean isFresh(@Nullable Instant at) {
        return at != null && clock.instant().isBefore(at.plus(grace));
    }
}
