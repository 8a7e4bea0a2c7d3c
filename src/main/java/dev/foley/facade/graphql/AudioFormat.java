package dev.foley.facade.graphql;

import dev.foley.OutputFormat;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** {@link OutputFormat} with the descriptions that the schema shows. */
@Name("OutputFormat")
@Description("The format of the audio: codec, sample rate and, where the codec has one, bitrate.")
public enum AudioFormat {
    @Description("MP3, 22.05 kHz, 32 kbit/s.")
    MP3_22050_32,
    @Description("MP3, 44.1 kHz, 32 kbit/s.")
    MP3_44100_32,
    @Description("MP3, 44.1 kHz, 64 kbit/s.")
    MP3_44100_64,
    @Description("MP3, 44.1 kHz, 96 kbit/s.")
    MP3_44100_96,
    @Description("MP3, 44.1 kHz, 128 kbit/s.")
    MP3_44100_128,
    @Description("MP3, 44.1 kHz, 192 kbit/s.")
    MP3_44100_192,
    @Description("16-bit little-endian samples, mono, no header, 8 kHz.")
    PCM_8000,
    @Description("16-bit little-endian samples, mono, no header, 16 kHz.")
    PCM_16000,
    @Description("16-bit little-endian samples, mono, no header, 22.05 kHz.")
    PCM_22050,
    @Description("16-bit little-endian samples, mono, no header, 24 kHz.")
    PCM_24000,
    @Description("16-bit little-endian samples, mono, no header, 44.1 kHz.")
    PCM_44100,
    @Description("16-bit little-endian samples, mono, no header, 48 kHz.")
    PCM_48000,
    @Description("G.711 µ-law, 8 kHz.")
    ULAW_8000,
    @Description("G.711 A-law, 8 kHz.")
    ALAW_8000,
    @Description("Opus in Ogg, 48 kHz, 32 kbit/s.")
    OPUS_48000_32,
    @Description("Opus in Ogg, 48 kHz, 64 kbit/s.")
    OPUS_48000_64,
    @Description("Opus in Ogg, 48 kHz, 96 kbit/s.")
    OPUS_48000_96,
    @Description("Opus in Ogg, 48 kHz, 128 kbit/s.")
    OPUS_48000_128,
    @Description("Opus in Ogg, 48 kHz, 192 kbit/s.")
    OPUS_48000_192;

    static AudioFormat of(OutputFormat format) {
        return valueOf(format.name());
    }

    OutputFormat outputFormat() {
        return OutputFormat.valueOf(name());
    }
}
