package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text in, sound out, with nothing configured. */
@QuarkusTest
class SandboxedSoundEffectsTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    SoundEffects soundEffects;

    @Inject
    Sandbox sandbox;

    @TempDir
    Path directory;

    @Test
    void textBecomesAnMp3OfTheAskedLength() throws IOException, InterruptedException {
        SoundEffectRequest request = SoundEffectRequest.of("thunder over the hills").withDurationSeconds(2.7);
        SoundEffect thunder = soundEffects.generate(request).await().atMost(BOUND);
        Path file = soundEffects.download(thunder, directory.resolve("thunder.mp3")).await().atMost(BOUND);
        assertThat(file).isNotEmptyFile();
        assertThat(probe(file)).satisfies(facts -> {
            assertThat(facts).contains("codec_name=mp3", "sample_rate=44100");
            assertThat(Double.parseDouble(facts.replaceAll("(?s).*duration=([0-9.]+).*", "$1"))).isCloseTo(2.7,
                    within(0.1));
        });
    }

    @Test
    void aGenerationIsExactlyOnePayment() {
        soundEffects.generate(SoundEffectRequest.of("one lonely beep")).await().atMost(BOUND);
        assertThat(sandbox.witness().tasksFor("one lonely beep")).hasSize(1);
    }

    @Test
    void whatWasAskedForIsWhatComesBack() {
        SoundEffectRequest request = SoundEffectRequest.of("glass")
                .withLoop(true)
                .withDurationSeconds(0.5)
                .withPromptInfluence(0)
                .withOutputFormat(OutputFormat.PCM_16000);
        Task task = soundEffects.submit(request).await().atMost(BOUND);
        assertThat(soundEffects.status(task.id()).await().atMost(BOUND).request()).isEqualTo(request);
        assertThat(soundEffects.await(task.id()).await().atMost(BOUND).format()).isEqualTo(OutputFormat.PCM_16000);
    }

    @Test
    void theBalanceCanBeRead() {
        assertThat(soundEffects.credits().await().atMost(BOUND)).isPositive();
    }

    private static String probe(Path file) throws IOException, InterruptedException {
        Process ffprobe;
        try {
            ffprobe = new ProcessBuilder("ffprobe", "-v", "error", "-show_entries",
                    "stream=codec_name,sample_rate:format=duration", "-of", "default=noprint_wrappers=1",
                    file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "ffprobe is not installed (Debian: apt-get install ffmpeg)");
            return "";
        }
        String output = new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffprobe.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
