package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordInfoReaderTest {
    private static RecordInfo read(String data) {
        try {
            return RecordInfoReader.read(Answers.JSON.readTree(data), "asked");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsARunningTaskAsThePageShowsIt() {
        RecordInfo record = read(
                """
                {"taskId": "281e5b0", "model": "elevenlabs/sound-effect-v2", "state": "waiting",
                 "param": "{\\"model\\":\\"elevenlabs/sound-effect-v2\\",\\"input\\":{\\"text\\":\\"rain\\",\\"loop\\":false,\
                \\"duration_seconds\\":42,\\"prompt_influence\\":0.3,\\"output_format\\":\\"mp3_44100_128\\"}}",
                 "resultJson": "", "failCode": null, "failMsg": null, "costTime": null, "completeTime": null,
                 "createTime": 1757584164490}""");
        assertThat(record.state()).isEqualTo("waiting");
        assertThat(record.createTime()).isEqualTo(Instant.ofEpochSecond(1757584164));
        assertThat(record.completeTime()).isNull();
        assertThat(record.resultUrls()).isEmpty();
        assertThat(record.failCode()).isNull();
        assertThat(record.creditsConsumed()).isNull();
        assertThat(record.param()).isEqualTo(new RecordInfo.Param("elevenlabs/sound-effect-v2", "rain", false,
                new BigDecimal("42"), new BigDecimal("0.3"), "mp3_44100_128", null));
    }

    @Test
    void readsAnInputThatIsAgainAJsonString() {
        RecordInfo record = read("""
                                 {"taskId": "t", "param": "{\\"input\\":\\"{\\\\\\"text\\\\\\":\\\\\\"rain\\\\\\"}\\",\
                                 \\"callBackUrl\\":\\"https://x.example/c\\"}"}""");
        assertThat(record.param()).isNotNull().satisfies(param -> {
            assertThat(param.text()).isEqualTo("rain");
            assertThat(param.callBackUrl()).isEqualTo("https://x.example/c");
            assertThat(param.loop()).isNull();
        });
    }

    @Test
    void zeroCreditsAreNotUnknownCredits() {
        assertThat(read("{\"creditsConsumed\":0.0}").creditsConsumed()).isEqualByComparingTo("0");
        assertThat(read("{\"creditsConsumed\":1.23}").creditsConsumed()).isEqualByComparingTo("1.23");
        assertThat(read("{\"consumeCredits\":\"2.4\"}").creditsConsumed()).isEqualByComparingTo("2.4");
        assertThat(read("{\"creditsConsumed\":null}").creditsConsumed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://f/a.mp3\\\"]}\"}",
            "{\"resultJson\":{\"resultUrls\":[\"https://f/a.mp3\"]}}",
            "{\"resultJson\":{\"resultUrls\":\"https://f/a.mp3\"}}",
            "{\"resultJson\":\"\",\"response\":{\"resultUrls\":[\"https://f/a.mp3\"]}}",
            "{\"resultJson\":null,\"response\":\"{\\\"resultUrls\\\":[\\\"https://f/a.mp3\\\"]}\"}",
            "{\"resultJson\":\"{cut\",\"response\":{\"resultUrls\":[null,\"\",\"https://f/a.mp3\"]}}"})
    void findsTheUrlsInEachOfTheirPlaces(String data) {
        assertThat(read(data).resultUrls()).containsExactly("https://f/a.mp3");
    }

    @Test
    void aFailCodeMayBeANumber() {
        assertThat(read("{\"failCode\":500,\"failMsg\":\"x\"}").failCode()).isEqualTo("500");
        assertThat(read("{\"failCode\":\"500\"}").failCode()).isEqualTo("500");
        assertThat(read("{\"failCode\":\"\"}").failCode()).isNull();
    }

    /** As published clients met them. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"resultUrls\":[\"https://f/a.mp3\"]}", "{\"resultUrls\":[\"https://f/a.mp3\"]} x",
            "https://f/a.mp3", "\"https://f/a.mp3\"", "[\"https://f/a.mp3\"]", "[{\"url\":\"https://f/a.mp3\"}]",
            "{\"resultUrl\":\"https://f/a.mp3\"}", "{\"resultUrls\":\"[\\\"https://f/a.mp3\\\"]\"}",
            "{\"data\":{\"audio\":\"https:\\/\\/f\\/a.mp3\"}}", "{\"resultUrls\":[\"https://f/a.mp3\"",
            "The audio is at https://f/a.mp3."})
    void everyUrlThatAPersonWouldSeeIsFound(String result) throws JsonProcessingException {
        String data = "{\"resultJson\":" + Answers.JSON.writeValueAsString(result) + "}";
        assertThat(read(data).resultUrls()).containsExactly("https://f/a.mp3");
        assertThat(read(data).unreadResult()).isNull();
    }

    @Test
    void whatHasNoUrlIsKeptForAPersonToLookAt() {
        assertThat(read("{\"resultJson\":\"{\\\"audio\\\":7}\"}").unreadResult()).isEqualTo("{\"audio\":7}");
        assertThat(read("{\"resultJson\":\"\"}").unreadResult()).isNull();
    }

    @Test
    void parametersMayBeInCamelCase() {
        assertThat(
                read("{\"paramJson\":\"{\\\"input\\\":{\\\"text\\\":\\\"x\\\",\\\"durationSeconds\\\":2}}\"}").param()
                        .durationSeconds())
                .isEqualByComparingTo("2");
    }

    @Test
    void withoutAnIdItKeepsTheOneAskedFor() {
        assertThat(read("{}").taskId()).isEqualTo("asked");
    }

    @Test
    void aTimeBeyondReasonIsUnknown() {
        assertThat(read("{\"createTime\":1e300,\"completeTime\":-5}")).satisfies(record -> {
            assertThat(record.createTime()).isNull();
            assertThat(record.completeTime()).isNull();
        });
    }

    @Property
    void noRecordOfWhateverShapeThrows(@ForAll @StringLength(max = 50) String noise) throws JsonProcessingException {
        String text = Answers.JSON.writeValueAsString(noise);
        for (String value : new String[]{text, "[" + text + "]", "{\"resultUrls\":" + text + "}", "7", "1.5", "true",
                "1e99999", "\"1e99999999999\"", "null", "{\"input\":" + text + "}"}) {
            String data = String.format(Locale.ROOT,
                    """
                    {"taskId":%1$s,"state":%1$s,"param":%1$s,"paramJson":%1$s,"resultJson":%1$s,"response":%1$s,
                     "failCode":%1$s,"failMsg":%1$s,"creditsConsumed":%1$s,"createTime":%1$s,"completeTime":%1$s}""",
                    value);
            assertThatCode(() -> read(data)).doesNotThrowAnyException();
        }
    }
}
