package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"wait=10|10", "Wait = 10|10", "wait=\"10\"|10", "respond-async, wait=10|10",
            "wait=10;foo=bar|10", "wait=60|60", "wait=61|60", "wait=99999999999999999999|60", "wait=5, wait=50|5"})
    void aWaitIsGrantedUpToTheMost(String header, long seconds) {
        assertThat(WaitPreference.of(List.of(header), MOST)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "wait=ten", "wait=1.5", "waiting=5", "wait=0",
            "respond-async"})
    void whatIsNoWaitIsNone(String header) {
        assertThat(WaitPreference.of(List.of(header), MOST)).isEmpty();
    }

    @Test
    void headersOnLinesOfTheirOwnAreOne() {
        assertThat(WaitPreference.of(List.of("respond-async", "wait=7"), MOST)).contains(Duration.ofSeconds(7));
        assertThat(WaitPreference.of(List.of(), MOST)).isEmpty();
    }

    @Property
    void whateverIsPreferredNobodyWaitsLonger(@ForAll String header, @ForAll long number) {
        assertThat(WaitPreference.of(List.of(header, "wait=" + number), MOST))
                .matches(wait -> wait.isEmpty() || !wait.get().isNegative() && wait.get().compareTo(MOST) <= 0);
    }
}
