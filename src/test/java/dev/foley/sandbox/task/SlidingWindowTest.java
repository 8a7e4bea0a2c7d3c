package dev.foley.sandbox.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.foley.sandbox.MutableClock;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private final MutableClock clock = new MutableClock();
    private final SlidingWindow window = new SlidingWindow(2, Duration.ofSeconds(10), clock);

    @Test
    void asManyCallsPassAsTheLimitSays() {
        assertThat(window.admit("key")).isTrue();
        assertThat(window.admit("key")).isTrue();
        assertThat(window.admit("key")).isFalse();
    }

    @Test
    void aCallLeavesTheWindowWhenItIsAsOldAsTheWindowIsLong() {
        window.admit("key");
        clock.advance(Duration.ofSeconds(9));
        window.admit("key");

        clock.advance(Duration.ofMillis(999));
        assertThat(window.admit("key")).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(window.admit("key")).isTrue();
        assertThat(window.admit("key")).isFalse();
    }

    @Test
    void refusedCallsDoNotCount() {
        window.admit("key");
        window.admit("key");
        clock.advance(Duration.ofSeconds(5));
        window.admit("key");

        clock.advance(Duration.ofSeconds(5));

        assertThat(window.admit("key")).isTrue();
        assertThat(window.admit("key")).isTrue();
    }

    @Test
    void eachKeyHasItsOwnLimit() {
        window.admit("one");
        window.admit("one");

        assertThat(window.admit("other")).isTrue();
    }

    @Test
    void zeroIsNoLimit() {
        SlidingWindow open = new SlidingWindow(0, Duration.ofSeconds(10), clock);

        for (int i = 0; i < 1000; i++) {
            assertThat(open.admit("key")).isTrue();
        }
    }
}
