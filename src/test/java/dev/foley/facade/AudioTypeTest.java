package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foley.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AudioTypeTest {
    @ParameterizedTest
    @EnumSource
    void theFormatAskedForDecides(OutputFormat format) {
        assertThat(AudioType.of(format, "binary/octet-stream"))
                .isEqualTo(new AudioType(format.mediaType(), format.fileExtension()));
    }

    @Test
    void samplesWithAWavHeaderAreNoRawSamples() {
        assertThat(AudioType.of(OutputFormat.PCM_44100, "Audio/X-Wav; x=y"))
                .isEqualTo(new AudioType("audio/wav", "wav"));
    }

    @ParameterizedTest
    @CsvSource({"audio/mpeg,audio/mpeg,mp3", "audio/mp3,audio/mpeg,mp3", "application/ogg,audio/ogg,opus",
            "audio/wave,audio/wav,wav", "text/html,application/octet-stream,bin", ",application/octet-stream,bin"})
    void withoutAFormatTheHostDecidesWithinWhatIsKnown(String hosts, String mediaType, String extension) {
        assertThat(AudioType.of(null, hosts)).isEqualTo(new AudioType(mediaType, extension));
    }
}
