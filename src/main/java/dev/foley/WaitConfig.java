package dev.foley;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** Waiting for a task. The defaults and their reasons are in META-INF/microprofile-config.properties. */
@ConfigMapping(prefix = "foley.wait")
public interface WaitConfig {
    /** How long a wait lasts at most. */
    Duration deadline();

    /** When a wait looks first. */
    Duration firstPoll();

    /** Polls in a row that may fail before the wait does. */
    int faultBudget();

    /** How long after its own submission a task may still be unknown to kie.ai. */
    Duration grace();
}
