package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final LoginThrottle throttle = new LoginThrottle(now::get);

    private void failed(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(user, address);
        }
    }

    @Test
    void whoeverMistypesDoesNotWait() {
        assertThat(throttle.delay("ann", "here")).isEmpty();
        failed(5, "ann", "here");
        assertThat(throttle.delay("ann", "here")).isEmpty();
    }

    @Test
    void theDelayDoublesWithEachFailureUpToAMinute() {
        failed(6, "ann", "here");
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofSeconds(1));
        failed(1, "ann", "here");
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofSeconds(2));
        failed(1, "ann", "here");
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofSeconds(4));
        failed(1000, "ann", "here");
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofMinutes(1));
    }

    @Test
    void aDelayPasses() {
        failed(7, "ann", "here");
        now.addAndGet(Duration.ofMillis(1500).toNanos());
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofMillis(500));
        now.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(throttle.delay("ann", "here")).isEmpty();
    }

    @Test
    void othersDoNotWait() {
        failed(10, "ann", "here");
        assertThat(throttle.delay("bob", "here")).isEmpty();
        assertThat(throttle.delay("ann", "there")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyUsersWaits() {
        for (int i = 0; i <= 50; i++) {
            failed(1, "user " + i, "here");
        }
        assertThat(throttle.delay("ann", "here")).contains(Duration.ofSeconds(1));
        assertThat(throttle.delay("ann", "there")).isEmpty();
    }

    @Test
    void aUserWhoIsTriedFromManyAddressesWaits() {
        for (int i = 0; i <= 20; i++) {
            failed(1, "ann", "address " + i);
        }
        assertThat(throttle.delay("ann", "there")).contains(Duration.ofSeconds(1));
        assertThat(throttle.delay("bob", "there")).isEmpty();
    }

    @Test
    void failuresAreForgottenInTime() {
        failed(20, "ann", "here");
        now.addAndGet(Duration.ofMinutes(16).toNanos());
        failed(1, "ann", "here");
        assertThat(throttle.delay("ann", "here")).isEmpty();
    }
}
