package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.foley.error.MaintenanceException;
import dev.foley.error.TooManyRequestsException;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Throwable FAULT = new MaintenanceException(455, "");

    private static Backoff backoff(double random) {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), () -> random);
    }

    @Test
    void doublesUpToItsCap() {
        Backoff backoff = backoff(0.5);
        assertThat(backoff.nextDelayInMillis(FAULT)).isEqualTo(1_000);
        assertThat(backoff.nextDelayInMillis(FAULT)).isEqualTo(2_000);
        assertThat(backoff.nextDelayInMillis(FAULT)).isEqualTo(4_000);
        assertThat(backoff.nextDelayInMillis(FAULT)).isEqualTo(5_000);
        assertThat(backoff.nextDelayInMillis(FAULT)).isEqualTo(5_000);
    }

    @Test
    void spreadsByAQuarterEachWay() {
        assertThat(backoff(0).nextDelayInMillis(FAULT)).isEqualTo(750);
        assertThat(backoff(1).nextDelayInMillis(FAULT)).isEqualTo(1_250);
    }

    @Test
    void honoursARetryAfterUpToItsCap() {
        assertThat(backoff(0.5).nextDelayInMillis(throttled(Duration.ofSeconds(3)))).isEqualTo(3_000);
        assertThat(backoff(0.5).nextDelayInMillis(throttled(Duration.ofHours(1)))).isEqualTo(5_000);
        assertThat(backoff(0.5).nextDelayInMillis(throttled(null))).isEqualTo(1_000);
    }

    private static TooManyRequestsException throttled(Duration retryAfter) {
        return new TooManyRequestsException(429, "", retryAfter);
    }
}
