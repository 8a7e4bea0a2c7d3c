package dev.foley.kie;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

/** How a kind of call bears faults. The defaults and their reasons are in META-INF/microprofile-config.properties. */
public interface CallConfig {
    /** Calls that may start in any {@link #window()}. */
    @Min(1)
    int limit();

    /** The span that {@link #limit()} counts in. */
    @DurationMin(millis = 1)
    Duration window();

    /** The longest wait for a turn under the limit; a call whose turn is further away fails at once. */
    Duration maxWait();

    /** How long one attempt may take. */
    @DurationMin(millis = 1)
    Duration timeout();

    /** Attempts after the first. */
    @Min(0)
    int retries();

    /** The delay before the first retry; it doubles with each, give or take a quarter. */
    Duration backoff();

    /** The longest delay before a retry, also when kie.ai asks for a longer one. */
    Duration maxBackoff();

    @Valid
    Breaker breaker();

    /** When to stop calling for a while. Refusals of what the caller sent, and rate limits, do not count. */
    interface Breaker {
        /** The number of last calls that are looked at. */
        @Min(1)
        int calls();

        /** The share of failures among them that opens the breaker, 0 to 1. */
        @DecimalMin("0")
        @DecimalMax("1")
        double failureRatio();

        /** How long it stays open. */
        Duration delay();
    }
}
