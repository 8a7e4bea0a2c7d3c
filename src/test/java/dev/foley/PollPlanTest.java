package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollPlanTest {
    private final PollPlan steady = new PollPlan(() -> 0.5);

    @Test
    void followsTheAdviceOfThePages() {
        assertThat(steady.next(Duration.ofSeconds(5), null)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(steady.next(Duration.ofSeconds(30), null)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(steady.next(Duration.ofMinutes(2), null)).isEqualTo(Duration.ofMillis(22_500));
    }

    @Property
    void jitterStaysWithinTheAdvisedSpans(@ForAll @IntRange(min = 0, max = 900) int seconds,
            @ForAll @IntRange(min = 0, max = 100) int chance) {
        Duration next = new PollPlan(() -> chance / 100.0).next(Duration.ofSeconds(seconds), null);
        if (seconds < 30) {
            assertThat(next).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        } else if (seconds < 120) {
            assertThat(next).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        } else {
            assertThat(next).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        }
    }

    @Test
    void looksMoreCloselyAroundTheUsualEnd() {
        Duration usual = Duration.ofSeconds(60);
        assertThat(steady.next(Duration.ofSeconds(40), usual)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(steady.next(Duration.ofSeconds(56), usual)).isEqualTo(Duration.ofSeconds(2));
        assertThat(steady.next(Duration.ofSeconds(60), usual)).isEqualTo(Duration.ofMillis(500));
        assertThat(steady.next(Duration.ofSeconds(64), usual)).isEqualTo(Duration.ofSeconds(2));
        assertThat(steady.next(Duration.ofSeconds(90), usual)).isEqualTo(Duration.ofMillis(7_500));
    }
}
