package dev.foley;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** The tasks this process has just created, for which kie.ai may answer "no such task" for a moment. */
@ApplicationScoped
class OwnSubmits {
    private final Clock clock;
    private final Duration grace;
    private final Map<String, Instant> submitted = new ConcurrentHashMap<>();

    OwnSubmits(Clock clock, WaitConfig config) {
        this.clock = clock;
        this.grace = config.grace();
    }

    void add(String taskId) {
        submitted.keySet().removeIf(id -> !isFresh(id));
        submitted.put(taskId, clock.instant());
    }

    boolean isFresh(String taskId) {
        Instant at = submitted.get(taskId);
        return at != null && clock.instant().isBefore(at.plus(grace));
    }
}
