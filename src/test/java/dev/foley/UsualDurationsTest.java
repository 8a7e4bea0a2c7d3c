package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class UsualDurationsTest {
    private static final SoundEffectRequest RAIN = SoundEffectRequest.of("rain").withDurationSeconds(5);

    private final UsualDurations usual = new UsualDurations();

    private void learn(int times, Duration took) {
        IntStream.range(0, times).forEach(i -> usual.learn(RAIN, took));
    }

    @Test
    void oneTaskThatWasKeptWaitingHardlyMovesTheUsual() {
        learn(10, Duration.ofSeconds(10));
        learn(1, Duration.ofMinutes(10));
        assertThat(usual.of(RAIN)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    }

    @Test
    void longerTasksBecomeTheUsualOnceTheyAre() {
        learn(10, Duration.ofSeconds(10));
        learn(30, Duration.ofMinutes(2));
        assertThat(usual.of(RAIN)).isBetween(Duration.ofSeconds(110), Duration.ofMinutes(2));
    }

    @Test
    void aTaskThatTookNoTimeIsNotTheUsualForEver() {
        learn(1, Duration.ZERO);
        learn(50, Duration.ofSeconds(10));
        assertThat(usual.of(RAIN)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }
}
