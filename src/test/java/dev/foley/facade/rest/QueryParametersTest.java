package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.JobCursor;
import dev.foley.facade.JobQuery;
import dev.foley.facade.JobState;
import dev.foley.facade.Violation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @Test
    void aTimeOrADayIsRead() {
        assertThat(QueryParameters.time("since", "2026-11-30T08:00:00Z")).isEqualTo("2026-11-30T08:00:00Z");
        assertThat(QueryParameters.time("since", "2026-11-30T09:00:00+01:00")).isEqualTo("2026-11-30T08:00:00Z");
        assertThat(QueryParameters.time("since", "2026-11-30")).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(QueryParameters.time("since", null)).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "1969-12-31", "+1000000000-12-31T23:59:59Z", "0",
            "2026-11-30T08:00"})
    void whatIsNoTimeIsRefusedByNameAndSaysWhatIs(String value) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> QueryParameters.time("since", value))
                .satisfies(refused -> assertThat(refused.violations().get(0))
                        .returns("since", Violation::field)
                        .extracting(Violation::message)
                        .asString()
                        .contains("must be a time such as"));
    }

    @Property
    void anythingIsATimeThatTheDatabaseHoldsOrRefused(@ForAll String value) {
        try {
            assertThat(QueryParameters.time("since", value)).isBetween(Instant.EPOCH,
                    Instant.parse("9999-12-31T23:59:59Z"));
        } catch (InvalidRequestException refused) {
            assertThat(refused.violations()).hasSize(1);
        }
    }

    @Test
    void aFlagIsTrueOrFalseAndNothingElse() {
        assertThat(QueryParameters.flag("reuse", "true")).isTrue();
        assertThat(QueryParameters.flag("reuse", "false")).isFalse();
        assertThat(QueryParameters.flag("reuse", null)).isFalse();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> QueryParameters.flag("reuse", "yes"));
    }

    @Test
    void aQueryThatIsNotThereAsksForTheNewestOfAll() {
        assertThat(QueryParameters.query(List.of(), null, null, null))
                .isEqualTo(new JobQuery(Set.of(), null, 20, null));
    }

    @Test
    void aQueryIsReadAsItIs() {
        JobCursor cursor = new JobCursor(Instant.parse("2026-11-30T08:00:00.123456Z"), new UUID(1, 2));

        assertThat(QueryParameters.query(List.of("failed", "uncertain"), "rain", "100", cursor.word()))
                .isEqualTo(new JobQuery(Set.of(JobState.FAILED, JobState.UNCERTAIN), "rain", 100, cursor));
    }

    @Test
    void allThatIsWrongWithAQueryIsToldWithItsLimits() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> QueryParameters.query(List.of("done"), "", "101", "x"))
                .satisfies(refused -> assertThat(refused.violations()).containsExactly(
                        new Violation("state", "is \"done\": must be one of queued, submitting, generating, fetching, "
                                + "succeeded, failed, cancelled, uncertain"),
                        new Violation("text", "has 0 characters: must have 1 to 200, and no U+0000"),
                        new Violation("limit", "is \"101\": must be a number from 1 to 100"),
                        new Violation("cursor", "is \"x\": must be taken from links.next of the page before")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "", "ten", "1000", "99999999999999999999"})
    void aLimitIsANumberWithinItsBounds(String limit) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> QueryParameters.query(List.of(), null, limit, null));
    }
}
