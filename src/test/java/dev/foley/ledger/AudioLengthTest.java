package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import dev.foley.Depth;
import dev.foley.OutputFormat;
import dev.foley.sandbox.synth.SoundRequest;
import dev.foley.sandbox.synth.Synthesizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioLengthTest {
    private static byte[] sound(OutputFormat format, double seconds, boolean loop) {
        return dev.foley.sandbox.audio.OutputFormat.of(format.wireName())
                .orElseThrow()
                .encode(Synthesizer.render(new SoundRequest("rain", seconds, loop, 0.3, 7), format.sampleRate()));
    }

    private static BigDecimal length(OutputFormat format, String mediaType, byte[] bytes) {
        return AudioLength.seconds(format, mediaType, bytes).orElse(null);
    }

    @ParameterizedTest
    @EnumSource
    void eachFormatPlaysForAsLongAsItWasAskedFor(OutputFormat format) {
        assertThat(length(format, format.mediaType(), sound(format, 0.7, false))).isEqualTo(new BigDecimal("0.7"));
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource
    void anyLengthIsFound(OutputFormat format) {
        for (String seconds : new String[]{"0.5", "3.7", "20"}) {
            for (boolean loop : new boolean[]{false, true}) {
                byte[] bytes = sound(format, Double.parseDouble(seconds), loop);
                assertThat(length(format, format.mediaType(), bytes)).as("%s s, loop: %s", seconds, loop)
                        .isEqualTo(new BigDecimal(seconds));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MP3_22050_32", "MP3_44100_128"})
    void theTagsOfAnMp3AreNoPartOfItsSound(OutputFormat format) {
        byte[] sound = sound(format, 1.3, false);
        ByteBuffer tagged = ByteBuffer.allocate(10 + 300 + sound.length + 128);
        tagged.put("ID3\4\0\0\0\0\2\54".getBytes(StandardCharsets.ISO_8859_1)).position(310);
        tagged.put(sound).put("TAG".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(length(format, null, tagged.array())).isEqualTo("1.3");
    }

    @Test
    void anMp3WithoutAnInfoTagIsAsLongAsItsFrames() throws Exception {
        byte[] sound = sound(OutputFormat.MP3_44100_128, 1, false);
        byte[] frames = Arrays.copyOfRange(sound, Mp3Frame.at(sound, 0).size(), sound.length);
        assertThat(length(OutputFormat.MP3_44100_128, null, frames)).isBetween(BigDecimal.ONE, new BigDecimal("1.06"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PCM_8000", "PCM_44100", "ULAW_8000", "ALAW_8000", "MP3_44100_128"})
    void aWavIsReadByItsHeaderWhateverWasAskedFor(OutputFormat format) {
        byte[] samples = sound(OutputFormat.PCM_16000, 2.5, false);
        assertThat(length(format, "audio/x-wav", wav(samples, samples.length))).isEqualTo("2.5");
        assertThat(length(format, "Audio/WAV; codecs=1", wav(samples, -1))).as("of unknown length").isEqualTo("2.5");
    }

    private static byte[] wav(byte[] samples, int size) {
        ByteBuffer file = ByteBuffer.allocate(58 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF....WAVELIST\5\0\0\0odd!!\0fmt \20\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2);
        file.putShort((short) 16).put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(size).put(samples);
        return file.array();
    }

    @Test
    void bytesThatSayNothingHaveNoLengthAndNoException() {
        Random random = new Random(1);
        for (OutputFormat format : OutputFormat.values()) {
            for (String mediaType : new String[]{null, "audio/wav", format.mediaType()}) {
                for (int size = 0; size < 200; size++) {
                    byte[] noise = new byte[size];
                    random.nextBytes(noise);
                    boolean raw = format.mediaType().contains("pcm") || format.name().contains("LAW");
                    boolean readable = raw && !"audio/wav".equals(mediaType);
                    assertThat(length(format, mediaType, noise) == null).as("%d bytes of %s", size, format)
                            .isEqualTo(!readable || size * 8L * 2000 < format.bitrate());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3_44100_128", "OPUS_48000_32"})
    void soundCutAnywhereIsReadOrNotButNeverThrows(OutputFormat format) {
        byte[] sound = sound(format, 0.5, false);
        for (int size = 0; size < sound.length; size += 7) {
            AudioLength.seconds(format, null, Arrays.copyOf(sound, size));
            AudioLength.seconds(format, "audio/wav", Arrays.copyOf(wav(sound, 9), size % 60));
        }
    }
}
