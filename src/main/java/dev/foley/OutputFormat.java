package dev.foley;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats a sound effect can be made in, as the API page lists them: codec, sample rate and, where the codec has
 * one, bitrate.
 */
public enum OutputFormat {
    MP3_22050_32,
    MP3_44100_32,
    MP3_44100_64,
    MP3_44100_96,
    MP3_44100_128,
    MP3_44100_192,
    PCM_8000,
    PCM_16000,
    PCM_22050,
    PCM_24000,
    PCM_44100,
    PCM_48000,
    ULAW_8000,
    ALAW_8000,
    OPUS_48000_32,
    OPUS_48000_64,
    OPUS_48000_96,
    OPUS_48000_128,
    OPUS_48000_192;

    /** What kie.ai uses when none is asked for. */
    public static final OutputFormat DEFAULT = MP3_44100_128;

    private final String wireName;
    private final Codec codec;
    private final int sampleRate;
    private final int bitrate;

    /** A constant's name is its wire name in capitals, and the wire name says all there is to know. */
    OutputFormat() {
        wireName = name().toLowerCase(Locale.ROOT);
        String[] parts = name().split("_");
        codec = Codec.valueOf(parts[0]);
        sampleRate = Integer.parseInt(parts[1]);
        bitrate = parts.length > 2 ? Integer.parseInt(parts[2]) * 1000 : sampleRate * codec.bitsPerSample();
    }

    /** The format of that wire name, such as {@code mp3_44100_128}; empty for any other text. */
    public static Optional<OutputFormat> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(format -> format.wireName.equals(wireName)).findFirst();
    }

    /** The name on the wire, such as {@code mp3_44100_128}. */
    public String wireName() {
        return wireName;
    }

    public Codec codec() {
        return codec;
    }

    /** Samples a second, in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Bits a second. */
    public int bitrate() {
        return bitrate;
    }

    /** The media type to serve this format under. */
    public String mediaType() {
        return switch (codec) {
            case PCM -> "audio/pcm;rate=" + sampleRate + ";encoding=signed-int;bits=16";
            default -> codec.mediaType();
        };
    }

    /** Without the dot. */
    public String fileExtension() {
        return codec.fileExtension();
    }
}
