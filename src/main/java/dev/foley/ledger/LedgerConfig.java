package dev.foley.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How jobs are worked on. */
@ConfigMapping(prefix = "foley.ledger")
public interface LedgerConfig {
    /** Whether this replica works on jobs by itself; without, jobs move when they are read and when callbacks come. */
    @WithDefault("true")
    boolean worker();

    /** How long a replica may take for one step before another takes over; longer than {@code foley.submit.timeout}. */
    @WithDefault("60S")
    @DurationMin(millis = 1)
    Duration lease();

    /** How long a job may wait to be sent. */
    @WithDefault("24H")
    @DurationMin(millis = 1)
    Duration queueDeadline();

    /** How long a task may take; tasks of 13 minutes were seen. */
    @WithDefault("2H")
    @DurationMin(millis = 1)
    Duration taskDeadline();

    /** How long the audio of a finished task is asked for; kie.ai keeps it for a day at least. */
    @WithDefault("12H")
    @DurationMin(millis = 1)
    Duration fetchDeadline();

    /** When a task is looked at first, should no callback come. */
    @WithDefault("2S")
    @DurationMin(millis = 0)
    Duration firstPoll();

    /** The longest pause between two looks for work; notifications make it shorter. */
    @WithDefault("2S")
    @DurationMin(millis = 1)
    Duration tick();

    /**
     * Calls of createTask under way at a time, by all replicas: what a sudden outage of kie.ai may cost. kie.ai answers within a
     * second, so three keep up with its limit of 20 in 10 s.
     */
    @WithDefault("3")
    @Min(1)
    int submits();

    /** Audio files that this replica fetches at a time. */
    @WithDefault("8")
    @Min(1)
    int fetches();

    /** The delay after a first failure; it doubles with each. */
    @WithDefault("1S")
    @DurationMin(millis = 1)
    Duration backoff();

    /** The longest delay after a failure. */
    @WithDefault("5M")
    @DurationMin(millis = 1)
    Duration maxBackoff();

    /** How long a replica that stops waits for what is under way; longer than {@code foley.submit.timeout}. */
    @WithDefault("35S")
    @DurationMin(millis = 0)
    Duration drain();

    /**
     * Where marks are kept of what is not sent yet, which outlive a killed process, but need not outlive the machine; empty to
     * keep none. In memory by default, where nobody cleans up as in /tmp.
     */
    @WithDefault("/dev/shm/foley-${user.name}")
    Optional<Path> marks();

    /** How long a database statement of a caller's request may take, such as a search; 0 for no limit. */
    @WithDefault("10S")
    @DurationMin(millis = 0)
    Duration statementTimeout();

    /** How long an idempotency key is remembered. */
    @WithDefault("24H")
    @DurationMin(millis = 1)
    Duration idempotency();
}
