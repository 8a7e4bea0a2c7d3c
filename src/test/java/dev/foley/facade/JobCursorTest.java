package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCursorTest {
    @Property
    void aWordLeadsBackToItsPlace(@ForAll @LongRange(min = 0, max = 253_402_300_799_000_000L) long micros,
            @ForAll long most, @ForAll long least) {
        JobCursor cursor = new JobCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(most, least));

        assertThat(JobCursor.read(cursor.word())).contains(cursor);
        assertThat(cursor.word()).matches("[A-Za-z0-9_-]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "!", "________________________________", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aWordThatNobodyGaveOutIsNone(String word) {
        assertThat(JobCursor.read(word)).isEmpty();
    }

    @Property
    void anyWordIsReadOrNone(@ForAll String word) {
        JobCursor.read(word)
                .ifPresent(cursor -> assertThat(cursor.createdAt()).isBetween(Instant.EPOCH,
                        Instant.parse("9999-12-31T23:59:59Z")));
    }
}
