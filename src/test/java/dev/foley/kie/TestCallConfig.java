package dev.foley.kie;

import java.time.Duration;

/** Limits that a test can reach: generous turns, quick retries, a breaker that never opens, until told otherwise. */
record TestCallConfig(int limit, Duration window, Duration maxWait, Duration timeout, int retries, Duration backoff,
        Duration maxBackoff, Breaker breaker) implements SubmitConfig, StatusConfig {

    private record TestBreaker(int calls, double failureRatio, Duration delay) implements Breaker {}

    static TestCallConfig quick() {
        return new TestCallConfig(1_000, Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofSeconds(5), 2,
                Duration.ofMillis(5), Duration.ofMillis(20), new TestBreaker(1_000, 1, Duration.ofSeconds(5)));
    }

    TestCallConfig withTimeout(Duration timeout) {
        return new TestCallConfig(limit, window, maxWait, timeout, retries, backoff, maxBackoff, breaker);
    }

    TestCallConfig withRetries(int retries, Duration backoff) {
        return new TestCallConfig(limit, window, maxWait, timeout, retries, backoff, backoff, breaker);
    }

    TestCallConfig withLimit(int limit, Duration window, Duration maxWait) {
        return new TestCallConfig(limit, window, maxWait, timeout, retries, backoff, maxBackoff, breaker);
    }

    TestCallConfig withBreaker(int calls, Duration delay) {
        return new TestCallConfig(limit, window, maxWait, timeout, retries, backoff, maxBackoff,
                new TestBreaker(calls, 1, delay));
    }
}
