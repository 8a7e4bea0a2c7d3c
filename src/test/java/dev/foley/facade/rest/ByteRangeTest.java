package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=10-19,10,19", "bytes=90-,90,99", "bytes=90-1000,90,99", "bytes=-10,90,99",
            "bytes=-1000,0,99", "Bytes= 0-99 ,0,99"})
    void aRangeIsCutToTheAudio(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,5-6", "lines=0-1",
            "bytes=0--1", "bytes=99999999999999999999-"})
    void whatIsNoSingleRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void aRangeWithNothingInItCannotBeSatisfied(String header) {
        assertThatExceptionOfType(RangeNotSatisfiableException.class).isThrownBy(() -> ByteRange.of(header, 100));
    }

    @Property
    void everyRangeLiesWithinTheAudio(@ForAll @LongRange(min = 0) long first, @ForAll @LongRange(min = 0) long last,
            @ForAll @LongRange(min = 0, max = 1000) long length) {
        try {
            ByteRange.of(String.format(Locale.ROOT, "bytes=%d-%d", first % 2000, last % 2000), length)
                    .ifPresent(range -> {
                        assertThat(range.first()).isBetween(0L, range.last());
                        assertThat(range.last()).isLessThan(length);
                        assertThat(range.length()).isPositive();
                    });
        } catch (RangeNotSatisfiableException none) {
            assertThat(first % 2000).isGreaterThanOrEqualTo(length);
        }
    }

    @Property
    void anyHeaderIsReadOrIgnored(@ForAll String header) {
        assertThat(ByteRange.of("bytes=" + header + "x", 10)).isEmpty();
    }
}
