package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.foley.error.NoAudioException;
import dev.foley.error.TaskFailedException;
import dev.foley.kie.RecordInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
    private static final RecordInfo.Param PARAM = new RecordInfo.Param("elevenlabs/sound-effect-v2", "rain", true,
            new BigDecimal("5.0"), new BigDecimal("0"), "opus_48000_64", "https://x.example/c");

    private static RecordInfo record(String state, RecordInfo.Param param, String... urls) {
        return new RecordInfo("t1", state, param, List.of(urls), null, "501", "Generation Failed",
                new BigDecimal("1.2"),
                Instant.ofEpochSecond(10), Instant.ofEpochSecond(14));
    }

    @Test
    void aTaskRemembersWhatWasAskedFor() {
        assertThat(Tasks.fromWire(record("waiting", PARAM)).request()).isEqualTo(SoundEffectRequest.of("rain")
                .withLoop(true)
                .withDurationSeconds(5)
                .withPromptInfluence(0)
                .withOutputFormat(OutputFormat.OPUS_48000_64)
                .withCallbackUrl(URI.create("https://x.example/c")));
    }

    @Test
    void aRequestGoesToTheWireAndBackUnchanged() {
        SoundEffectRequest request = SoundEffectRequest.of("rain").withDurationSeconds(0.7).withPromptInfluence(0);
        var wire = Tasks.toWire(request);
        assertThat(wire.input().loop()).isFalse();
        assertThat(wire.input().durationSeconds()).isEqualTo(new BigDecimal("0.7"));
        assertThat(wire.input().promptInfluence()).isEqualTo(new BigDecimal("0"));
        assertThat(wire.callBackUrl()).isNull();
        assertThat(wire.model()).isEqualTo("elevenlabs/sound-effect-v2");
    }

    @Test
    void aSuccessBecomesASoundEffect() {
        SoundEffect effect = Tasks.fromWire(record("success", PARAM, "https://f/a.opus")).soundEffect();
        assertThat(effect.urls()).containsExactly(URI.create("https://f/a.opus"));
        assertThat(effect.format()).isEqualTo(OutputFormat.OPUS_48000_64);
        assertThat(effect.workDuration()).isEqualTo(Duration.ofSeconds(4));
        assertThat(effect.creditsConsumed()).isEqualByComparingTo("1.2");
    }

    @Test
    void aFailureSaysCodeAndText() {
        Task failed = Tasks.fromWire(record("FAIL", PARAM));
        assertThatThrownBy(failed::soundEffect).isInstanceOf(TaskFailedException.class)
                .hasMessage("task t1 failed: 501")
                .satisfies(
                        failure -> assertThat(((TaskFailedException) failure).text()).isEqualTo("Generation Failed"));
    }

    @Test
    void aSuccessWithoutAUrlIsAnErrorOfItsOwn() {
        Task silent = Tasks.fromWire(record("success", PARAM));
        assertThatThrownBy(silent::soundEffect).isInstanceOf(NoAudioException.class);
    }

    @Test
    void aPaidResultIsNotLostToASpaceInItsAddress() {
        assertThat(Tasks.fromWire(record("success", null, "https://f/my rain|1.mp3")).resultUrls())
                .containsExactly(URI.create("https://f/my%20rain%7C1.mp3"));
        assertThat(Tasks.fromWire(record("success", null, "https://f/a%20b.mp3")).resultUrls())
                .containsExactly(URI.create("https://f/a%20b.mp3"));
    }

    @Test
    void anUnreadableParamLeavesTheRequestUnknown() {
        assertThat(Tasks.fromWire(record("waiting", null)).request()).isNull();
        assertThat(Tasks.fromWire(record("waiting", new RecordInfo.Param(null, "x", null, null, null, "flac", null)))
                .request()).isNull();
    }

    /** As a browser reads them. */
    @ParameterizedTest
    @CsvSource({"https://f/a[1].mp3,https://f/a%5B1%5D.mp3", "https://f/100%.mp3,https://f/100%25.mp3",
            "//f/a.mp3,https://f/a.mp3", "https://my_bucket.f/a.mp3,https://my_bucket.f/a.mp3",
            "https:\\\\f\\a.mp3,https://f/a.mp3", "https://f/a b.mp3?x=%41,https://f/a%20b.mp3?x=%41",
            "https://f/ä#1#2,https://f/%C3%A4#1%232", "https:///f/a.mp3,https://f/a.mp3"})
    void resultUrlsAreReadAsBrowsersReadThem(String url, URI read) {
        assertThat(Tasks.fromWire(record("success", PARAM, url)).resultUrls()).containsExactly(read);
    }

    @Test
    void aUrlThatCannotBeReadIsNamed() {
        Task silent = Tasks.fromWire(record("success", PARAM, "https://", "a.mp3"));
        assertThat(silent.resultUrls()).isEmpty();
        assertThat(silent.unreadResult()).isEqualTo("https:// a.mp3");
    }
}
