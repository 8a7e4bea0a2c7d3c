package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final String UUID = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    @Test
    void noneIsNone() {
        assertThat(IdempotencyKey.of(List.of())).isNull();
    }

    @Test
    void theSameKeyIsMeantInQuotesAndBare() {
        assertThat(IdempotencyKey.of(List.of('"' + UUID + '"'))).isEqualTo(UUID);
        assertThat(IdempotencyKey.of(List.of(UUID))).isEqualTo(UUID);
        assertThat(IdempotencyKey.of(List.of(" \"" + UUID + "\" ;v=1"))).isEqualTo(UUID);
    }

    @Test
    void escapesAreUndone() {
        assertThat(IdempotencyKey.of(List.of("\"say \\\"hi\\\", \\\\o\""))).isEqualTo("say \"hi\", \\o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "  ", "a b", "a,b", "\"a\", \"b\"", "\"a", "a\"", "\"\\a\"", "ключ", "\"ключ\"",
            "a;v=1"})
    void whatIsNoKeyIsRefusedByName(String header) {
        assertThatExceptionOfType(BadHeaderException.class).isThrownBy(() -> IdempotencyKey.of(List.of(header)))
                .satisfies(bad -> assertThat(bad.problem().violations().get(0).field()).isEqualTo("Idempotency-Key"));
    }

    @Test
    void aKeyHasItsLimitAndTellsIt() {
        assertThat(IdempotencyKey.of(List.of("k".repeat(255)))).hasSize(255);
        assertThatExceptionOfType(BadHeaderException.class)
                .isThrownBy(() -> IdempotencyKey.of(List.of("k".repeat(256))))
                .withMessage("Idempotency-Key has 256 characters: must have 1 to 255");
    }

    @Test
    void twoKeysAreNone() {
        assertThatExceptionOfType(BadHeaderException.class).isThrownBy(() -> IdempotencyKey.of(List.of("a", "b")));
    }

    @Property
    void whateverIsPrintableSurvivesItsQuotes(
            @ForAll @StringLength(min = 1, max = 255) @CharRange(from = ' ', to = '~') String key) {
        String quoted = '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        assertThat(IdempotencyKey.of(List.of(quoted))).isEqualTo(key);
    }

    @Property
    void anyHeaderIsAKeyOrRefused(@ForAll String header) {
        try {
            assertThat(IdempotencyKey.of(List.of(header))).isNotEmpty().matches("[ -~]+");
        } catch (BadHeaderException refused) {
            assertThat(refused.problem().violations()).hasSize(1);
        }
    }
}
