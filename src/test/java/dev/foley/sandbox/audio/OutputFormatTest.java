package dev.foley.sandbox.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.foley.Depth;
import dev.foley.sandbox.synth.SoundRequest;
import dev.foley.sandbox.synth.Synthesizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class OutputFormatTest {

    /** How far the length that ffprobe tells may be from the one that was asked for. */
    private static final double TOLERANCE_SECONDS = 0.1;

    @TempDir
    Path folder;

    private static SoundRequest request(String prompt, double seconds, boolean loop) {
        return new SoundRequest(prompt, seconds, loop, 0.3, 11);
    }

    private static byte[] encode(OutputFormat format, SoundRequest request) {
        return format.encode(Synthesizer.render(request, format.sampleRate()));
    }

    private Path file(OutputFormat format, SoundRequest request) throws IOException {
        return Files.write(folder.resolve("sound." + format.codec().extension()), encode(format, request));
    }

    private float[] decoded(OutputFormat format, SoundRequest request) throws Exception {
        Decoder.assumeInstalled("ffmpeg");
        return Decoder.decode(file(format, request), format);
    }

    private static Stream<OutputFormat> inContainers() {
        return Stream.of(OutputFormat.values())
                .filter(format -> format.codec() == Codec.MP3 || format.codec() == Codec.OPUS);
    }

    @Test
    void theNamesAreThoseOfTheApiPage() {
        assertThat(OutputFormat.values()).hasSize(19);
        assertThat(OutputFormat.of("mp3_44100_128")).contains(OutputFormat.DEFAULT);
        assertThat(OutputFormat.of("MP3_44100_128")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inContainers")
    void aFileSaysWhatItsNameSays(OutputFormat format) throws Exception {
        assertSaysWhatItsNameSays(format, 0.5, true);
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @MethodSource("inContainers")
    void aFileOfAnyLengthSaysWhatItsNameSays(OutputFormat format) throws Exception {
        for (double seconds : new double[]{0.5, 3.7}) {
            for (boolean loop : new boolean[]{false, true}) {
                assertSaysWhatItsNameSays(format, seconds, loop);
            }
        }
    }

    private void assertSaysWhatItsNameSays(OutputFormat format, double seconds, boolean loop) throws Exception {
        Decoder.assumeInstalled("ffprobe");
        Map<String, String> stream = Decoder.probe(file(format, request("rain", seconds, loop)));

        assertThat(stream).containsEntry("codec_name", format.codec().name().toLowerCase(Locale.ROOT))
                .containsEntry("sample_rate", "" + format.sampleRate())
                .containsEntry("channels", "1");
        assertThat(Double.parseDouble(stream.get("duration"))).as("%s s, loop: %s", seconds, loop)
                .isCloseTo(seconds, within(TOLERANCE_SECONDS));
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource(names = {"MP3_22050_32", "MP3_44100_32"})
    void evenAPlayerThatIgnoresTheInfoTagIsWithinTheTolerance(OutputFormat format) {
        for (int tenths = 5; tenths < 40; tenths++) {
            double seconds = tenths / 10.0;
            byte[] loop = encode(format, request("beep", seconds, true));
            int infoFrame = loop.length - audioBytes(loop);
            double played = (loop.length - infoFrame) * 8.0 / (format.kilobits() * 1000);

            assertThat(played).isCloseTo(seconds, within(TOLERANCE_SECONDS));
        }
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @MethodSource("inContainers")
    void aFileHasTheBitrateOfItsName(OutputFormat format) {
        double seconds = 10;
        byte[] bytes = encode(format, request("rain", seconds, false));

        assertThat(bytes.length * 8 / seconds / 1000).isCloseTo(format.kilobits(), within(format.kilobits() * 0.035));
    }

    @ParameterizedTest
    @EnumSource
    void aDecoderFindsTheWholeSoundAndNoClipping(OutputFormat format) throws Exception {
        SoundRequest request = request("siren", 1.3, false);
        float[] original = Synthesizer.render(request, format.sampleRate()).samples();

        float[] decoded = decoded(format, request);

        assertThat(decoded).hasSize((int) Math.round(1.3 * format.sampleRate()));
        assertThat(correlation(original, decoded)).isGreaterThan(0.98);
        assertThat(peak(decoded)).isLessThan(1);
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource
    void aDecoderFindsEverySampleOfALoopToo(OutputFormat format) throws Exception {
        for (boolean loop : new boolean[]{false, true}) {
            assertThat(decoded(format, request("wind", 2.3, loop))).as("loop: %s", loop)
                    .hasSize((int) Math.round(2.3 * format.sampleRate()));
        }
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource
    void theLoudestSoundsDoNotClip(OutputFormat format) throws Exception {
        assertThat(peak(decoded(format, request("explosion of glass in the rain", 2, false)))).isLessThan(1);
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource
    void aDecodedLoopHasNoClickAtItsSeam(OutputFormat format) throws Exception {
        float[] decoded = decoded(format, request("siren", 3, true));
        float largestInside = 0;
        for (int i = decoded.length / 4; i < decoded.length * 3 / 4; i++) {
            largestInside = Math.max(largestInside, Math.abs(decoded[i] - decoded[i - 1]));
        }

        assertThat(Math.abs(decoded[0] - decoded[decoded.length - 1])).isLessThanOrEqualTo(largestInside);
    }

    @Test
    void opusinfoFindsNothingToSay() throws Exception {
        Decoder.assumeInstalled("opusinfo");
        Path file = file(OutputFormat.OPUS_48000_96, request("bell", 4.2, false));

        String info = Decoder.run("opusinfo", file.toString());

        assertThat(info).contains("Playback length: 0m:04.200s", "Channels: 1").doesNotContainIgnoringCase("warning");
    }

    @ParameterizedTest
    @EnumSource
    void theSameSoundGivesTheSameBytes(OutputFormat format) {
        SoundRequest request = request("laser", 0.5, true);

        assertThat(Arrays.equals(encode(format, request), encode(format, request))).isTrue();
    }

    @Test
    void rawFormatsHaveNoHeader() {
        assertThat(encode(OutputFormat.PCM_16000, request("beep", 0.5, false))).hasSize(16_000);
        assertThat(encode(OutputFormat.ULAW_8000, request("beep", 0.5, false))).hasSize(4_000);
    }

    @Test
    void anotherSampleRateIsRefused() {
        Waveform sound = new Waveform(new float[10], 8000, false);

        assertThatIllegalArgumentException().isThrownBy(() -> OutputFormat.PCM_16000.encode(sound))
                .withMessageContaining("16000 Hz");
    }

    /** The Info tag's own account: all bytes are the frames' and its own frame's, and frames are evenly long. */
    private static int audioBytes(byte[] mp3) {
        int info = new String(mp3, StandardCharsets.ISO_8859_1).indexOf("Info");
        int frames = ByteBuffer.wrap(mp3).getInt(info + 8);
        return Math.round((float) mp3.length * frames / (frames + 1));
    }

    private static double correlation(float[] one, float[] other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            product += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return product / Math.sqrt(ones * others);
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
