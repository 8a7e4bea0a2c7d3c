package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundEffectRequestTest {
    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final SoundEffectRequest RAIN = SoundEffectRequest.of("rain on a tin roof");

    private static List<String> violations(SoundEffectRequest request) {
        return VALIDATOR.validate(request)
                .stream()
                .map(v -> v.getPropertyPath() + " " + v.getMessage())
                .sorted()
                .toList();
    }

    @Test
    void defaultsAreTheApisOwn() {
        assertThat(RAIN.loop()).isFalse();
        assertThat(RAIN.durationSeconds()).isNull();
        assertThat(RAIN.promptInfluence()).isEqualByComparingTo("0.3");
        assertThat(RAIN.outputFormat()).isEqualTo(OutputFormat.MP3_44100_128);
        assertThat(violations(RAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1, 2.3, 21.9, 22})
    void durationsInStepsOfATenthAreValid(double seconds) {
        assertThat(violations(RAIN.withDurationSeconds(seconds))).isEmpty();
    }

    @Property
    void everyTenthOfASecondInTheRangeIsValidAndNothingBetween(@ForAll @IntRange(min = 50, max = 2200) int hundredths) {
        BigDecimal seconds = BigDecimal.valueOf(hundredths, 2);
        assertThat(violations(RAIN.withDurationSeconds(seconds)).isEmpty()).isEqualTo(hundredths % 10 == 0);
        assertThat(violations(RAIN.withDurationSeconds(seconds.doubleValue())).isEmpty())
                .isEqualTo(hundredths % 10 == 0);
    }

    @Test
    void theApiPagesOwnExampleIsNoValidDuration() {
        assertThat(violations(RAIN.withDurationSeconds(42)))
                .containsExactly("durationSeconds is 42: must be at most 22");
    }

    @Test
    void aViolationNamesFieldValueAndLimit() {
        assertThat(violations(RAIN.withDurationSeconds(0.4)))
                .containsExactly("durationSeconds is 0.4: must be at least 0.5");
        assertThat(violations(RAIN.withDurationSeconds(0.75)))
                .containsExactly("durationSeconds is 0.75: must be a multiple of 0.1");
        assertThat(violations(RAIN.withPromptInfluence(1.5)))
                .containsExactly("promptInfluence is 1.5: must be at most 1");
        assertThat(violations(RAIN.withPromptInfluence(0.005)))
                .containsExactly("promptInfluence is 0.005: must be a multiple of 0.01");
        assertThat(violations(RAIN.withText("x".repeat(5001))))
                .containsExactly("text must have at most 5000 characters");
        assertThat(violations(RAIN.withCallbackUrl(URI.create("ftp://example.org"))))
                .containsExactly("callbackUrl is ftp://example.org: must be an absolute http or https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/c?x=1", "http://127.0.0.1:8080", "HTTP://[::1]/c",
            "http://my_service:80/c"})
    void anAbsoluteHttpUrlMayBeCalledBack(String url) {
        assertThat(violations(RAIN.withCallbackUrl(URI.create(url)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:/path", "https:opaque", "//example.org/c", "file:///c", "mailto:a@b.c"})
    void nothingElseMay(String url) {
        assertThat(violations(RAIN.withCallbackUrl(URI.create(url)))).hasSize(1);
    }

    @Test
    void allViolationsComeAtOnce() {
        assertThat(violations(RAIN.withText(" ")
                .withDurationSeconds(23)
                .withPromptInfluence(-1)
                .withCallbackUrl(URI.create("/callback")))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "nul \u0000 inside", "half a pair \ud83c"})
    void textThatCannotBeSentIsRefused(String text) {
        assertThat(violations(RAIN.withText(text))).hasSize(1).allMatch(v -> v.startsWith("text "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u202f \u2003", "\u0007", "\u200b\u200d\u2060", "\ufeff", "\u00ad",
            "\ufe0f",
            "\u0301", "\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\u061c\u202e", "\u0085\u2028\u2029",
            "\udb40\udc41",
            "\ufff9\ufffb"})
    void textWithNothingToSeeIsBlank(String text) {
        assertThat(violations(RAIN.withText(text))).contains("text must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "7", "\u00a0x\u00a0", "\u0007!", "\ud83c\udf27\ufe0f", "1\ufe0f\u20e3", "\ud83e\udee0",
            "e\u0301",
            "\u96e8", "\u0e33"})
    void oneVisibleCharacterIsEnough(String text) {
        assertThat(violations(RAIN.withText(text))).isEmpty();
    }

    @Test
    void theLongestTextsAreJudgedQuickly() {
        assertThat(violations(RAIN.withText("\u00a0".repeat(100_000)))).contains("text must not be blank");
        assertThat(violations(RAIN.withText("\u00a0".repeat(4_999) + "x"))).isEmpty();
    }

    @Test
    void textOfAnyScriptIsFine() {
        assertThat(violations(RAIN.withText("雨 🌧 дождь\nсильный"))).isEmpty();
        assertThat(violations(RAIN.withText("x".repeat(5000)))).isEmpty();
    }

    @Test
    void zeroInfluenceIsAValueOfItsOwn() {
        assertThat(violations(RAIN.withPromptInfluence(0))).isEmpty();
        assertThat(RAIN.withPromptInfluence(0).promptInfluence()).isEqualByComparingTo("0");
    }

    @Test
    void equalDecimalsMakeEqualRequests() {
        assertThat(RAIN.withDurationSeconds(new BigDecimal("5.00"))).isEqualTo(RAIN.withDurationSeconds(5));
        assertThat(RAIN.withDurationSeconds(new BigDecimal("2E+1"))).isEqualTo(RAIN.withDurationSeconds(20));
        assertThat(RAIN.withDurationSeconds(20).durationSeconds()).hasToString("20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "1E-1000000000", "0E+1000000000"})
    void absurdExponentsAreRefusedCheaply(String number) {
        assertThat(violations(RAIN.withDurationSeconds(new BigDecimal(number)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNamed(double value) {
        assertThatThrownBy(() -> RAIN.withDurationSeconds(value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("durationSeconds is " + value);
        assertThatThrownBy(() -> RAIN.withPromptInfluence(value)).hasMessageContaining("promptInfluence is " + value);
    }

    @Test
    void printsNoPrompt() {
        assertThat(RAIN.toString()).doesNotContain("tin roof").contains("18 characters");
    }
}
