package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFormatTest {
    @Test
    void areTheNineteenOfTheApiPage() {
        assertThat(Arrays.stream(OutputFormat.values()).map(OutputFormat::wireName)).containsExactly("mp3_22050_32",
                "mp3_44100_32", "mp3_44100_64", "mp3_44100_96", "mp3_44100_128", "mp3_44100_192", "pcm_8000",
                "pcm_16000", "pcm_22050", "pcm_24000", "pcm_44100", "pcm_48000", "ulaw_8000", "alaw_8000",
                "opus_48000_32", "opus_48000_64", "opus_48000_96", "opus_48000_128", "opus_48000_192");
    }

    @ParameterizedTest
    @CsvSource({"MP3_44100_128, MP3, 44100, 128000, mp3, audio/mpeg",
            "MP3_22050_32, MP3, 22050, 32000, mp3, audio/mpeg",
            "PCM_16000, PCM, 16000, 256000, pcm, audio/pcm;rate=16000;encoding=signed-int;bits=16",
            "ULAW_8000, ULAW, 8000, 64000, ulaw, audio/basic",
            "ALAW_8000, ALAW, 8000, 64000, alaw, audio/x-alaw-basic",
            "OPUS_48000_96, OPUS, 48000, 96000, opus, audio/ogg"})
    void knowWhatTheirNamesSay(OutputFormat format, Codec codec, int sampleRate, int bitrate, String extension,
            String mediaType) {
        assertThat(format.codec()).isEqualTo(codec);
        assertThat(format.sampleRate()).isEqualTo(sampleRate);
        assertThat(format.bitrate()).isEqualTo(bitrate);
        assertThat(format.fileExtension()).isEqualTo(extension);
        assertThat(format.mediaType()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @EnumSource
    void areFoundByTheirWireNameAlone(OutputFormat format) {
        assertThat(OutputFormat.ofWireName(format.wireName())).contains(format);
        assertThat(OutputFormat.ofWireName(format.name())).isEmpty();
    }
}
