package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private final RequestReader reader = Readers.reader();

    @Test
    void aTextAloneIsEnough() {
        assertThat(read("""
                        {"text": "rain on a tin roof"}""")).isEqualTo(SoundEffectRequest.of("rain on a tin roof"));
    }

    @Test
    void everyFieldIsRead() {
        assertThat(read(
                """
                {"text": "rain", "loop": true, "durationSeconds": 4.5, "promptInfluence": 0, "outputFormat": "pcm_8000"}"""))
                .isEqualTo(SoundEffectRequest.of("rain")
                        .withLoop(true)
                        .withDurationSeconds(new BigDecimal("4.5"))
                        .withPromptInfluence(BigDecimal.ZERO)
                        .withOutputFormat(OutputFormat.PCM_8000));
    }

    @Test
    void nullIsAbsent() {
        assertThat(read(
                """
                {"text": "rain", "loop": null, "durationSeconds": null, "promptInfluence": null, "outputFormat": null}"""))
                .isEqualTo(SoundEffectRequest.of("rain"));
    }

    @ParameterizedTest
    @EnumSource
    void eachFormatGoesByItsWireName(OutputFormat format) {
        assertThat(read(String.format(Locale.ROOT, "{\"text\":\"rain\",\"outputFormat\":\"%s\"}", format.wireName()))
                .outputFormat())
                .isEqualTo(format);
    }

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfTheApi() {
        assertThat(violations(
                """
                {"surprise": 1, "outputFormat": "mp3", "promptInfluence": 0.333, "durationSeconds": 42, "loop": "yes", "text": " "}"""))
                .extracting(Violation::field, Violation::message)
                .containsExactly(
                        tuple("text", "must not be blank"),
                        tuple("loop", "is a string: must be true or false"),
                        tuple("durationSeconds", "is 42: must be at most 22"),
                        tuple("promptInfluence", "is 0.333: must be a multiple of 0.01"),
                        tuple("outputFormat", "is \"mp3\": must be one of mp3_22050_32, mp3_44100_32, mp3_44100_64, "
                                + "mp3_44100_96, mp3_44100_128, mp3_44100_192, pcm_8000, pcm_16000, pcm_22050, "
                                + "pcm_24000, pcm_44100, pcm_48000, ulaw_8000, alaw_8000, opus_48000_32, "
                                + "opus_48000_64, opus_48000_96, opus_48000_128, opus_48000_192"),
                        tuple("surprise", "is unknown: the fields are text, loop, durationSeconds, promptInfluence, "
                                + "outputFormat"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            text            | 5              | is a number: must be a string
                                            text            | ["rain"]       | is an array: must be a string
                                            loop            | 1              | is a number: must be true or false
                                            loop            | "true"         | is a string: must be true or false
                                            durationSeconds | "5"            | is a string: must be a number
                                            durationSeconds | true           | is a boolean: must be a number
                                            promptInfluence | {"a": [1]}     | is an object: must be a number
                                            outputFormat    | 44100          | is a number: must be a string
                                            """)
    void nothingIsConverted(String field, String value, String message) {
        String others = field.equals("text") ? "" : ",\"text\":\"rain\"";
        assertThat(violations(String.format(Locale.ROOT, "{\"%s\":%s%s}", field, value, others)))
                .containsExactly(new Violation(field, message));
    }

    @ParameterizedTest
    @CsvSource({"duration_seconds,durationSeconds", "prompt-influence,promptInfluence", "OutputFormat,outputFormat",
            "TEXT,text"})
    void aNameInAnotherSpellingIsRecognised(String name, String known) {
        assertThat(violations(String.format(Locale.ROOT, "{\"text\":\"rain\",\"%s\":1}", name)))
                .containsExactly(
                        new Violation(name, String.format(Locale.ROOT, "is unknown: did you mean %s?", known)));
    }

    @Test
    void aRepeatedFieldIsRefusedRatherThanChosenFrom() {
        assertThat(violations("{\"text\":\"rain\",\"text\":\"snow\"}"))
                .containsExactly(new Violation("text", "is given more than once"));
    }

    @Test
    void whatIsQuotedBackIsShortVisibleAndWellFormed() {
        String name = "\\ud800\\u0000\\u202e" + "x".repeat(500);

        assertThat(violations(String.format(Locale.ROOT, "{\"text\":\"rain\",\"%s\":1}", name)))
                .extracting(Violation::field)
                .containsExactly("?\ufffd\ufffd" + "x".repeat(57) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "rain\\ud83d", "\\udc00rain"})
    void textThatCannotBeStoredIsRefused(String text) {
        assertThat(violations(String.format(Locale.ROOT, "{\"text\":\"%s\"}", text)))
                .containsExactly(new Violation("text", "must be well-formed Unicode without U+0000"));
    }

    @Test
    void charactersBeyondTheBasicPlaneAreFine() {
        assertThat(read("{\"text\":\"\\ud83c\\udf27 🌧\"}").text()).isEqualTo("🌧 🌧");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"text\":\"rain\"", "{\"text\":'rain'}", "{text:\"rain\"}", "rain", "[]",
            "\"rain\"", "5", "null", "true", "{} {}", "{\"text\":\"rain\"}x", "{\"durationSeconds\":NaN}",
            "{\"durationSeconds\":-Infinity}", "{\"durationSeconds\":05}", "{\"text\":\"a\tb\"}",
            "{\"text\":\"rain\",}", "/**/{}"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> read(body))
                .withMessageMatching("It is (empty|not valid JSON|an? \\w+: must be an object|null).*|Something.*");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        byte[] latin1 = "{\"text\":\"Bäche\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> reader.read(latin1)).isInstanceOf(MalformedBodyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e1000000000", "1e-1000000000", "0.7000000000000000000000001"})
    void numbersFarOutAreRefusedWithoutBeingWrittenOut(String number) {
        assertThat(violations(String.format(Locale.ROOT, "{\"text\":\"rain\",\"durationSeconds\":%s}", number)))
                .isNotEmpty()
                .allSatisfy(violation -> {
                    assertThat(violation.field()).isEqualTo("durationSeconds");
                    assertThat(violation.message()).hasSizeLessThan(100);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999"})
    void anExponentThatNoNumberHasIsMalformed(String number) {
        assertThatThrownBy(() -> read(String.format(Locale.ROOT, "{\"text\":\"rain\",\"durationSeconds\":%s}", number)))
                .isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void aNumberOfTenThousandDigitsIsRefused() {
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> read(
                        String.format(Locale.ROOT, "{\"text\":\"rain\",\"durationSeconds\":%s}", "1".repeat(10_000))))
                .withMessageStartingWith("A number in it has more than 100 characters");
    }

    @Test
    void deepNestingIsRefused() {
        String body = "{\"text\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void aBodyFullOfFieldsIsReadInNoTime() {
        StringBuilder body = new StringBuilder("{\"text\":\"rain\"");
        for (int i = 0; body.length() < 65_000; i++) {
            body.append(",\"").append(i).append("\":0");
        }

        long start = System.nanoTime();
        assertThat(violations(body.append('}').toString())).hasSizeGreaterThan(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private SoundEffectRequest read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Violation> violations(String body) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(body)).violations();
    }
}
