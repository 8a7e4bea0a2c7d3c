package dev.foley.sandbox.audio;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The nineteen values of {@code output_format} on kie.ai's API page, named {@code codec_samplerate[_bitrate]}.
 */
public enum OutputFormat {
    /** MPEG layer III. */
    MP3_22050_32,
    MP3_44100_32,
    MP3_44100_64,
    MP3_44100_96,
    MP3_44100_128,
    MP3_44100_192,
    /** Signed 16 bits without a header. */
    PCM_8000,
    PCM_16000,
    PCM_22050,
    PCM_24000,
    PCM_44100,
    PCM_48000,
    /** μ-law without a header. */
    ULAW_8000,
    /** A-law without a header. */
    ALAW_8000,
    /** Opus in Ogg. */
    OPUS_48000_32,
    OPUS_48000_64,
    OPUS_48000_96,
    OPUS_48000_128,
    OPUS_48000_192;

    /** What the API page names as default. */
    public static final OutputFormat DEFAULT = MP3_44100_128;

    private static final Map<String, OutputFormat> BY_WIRE_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(OutputFormat::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Codec codec;
    private final int sampleRate;
    private final int kilobits;

    OutputFormat() {
        String[] parts = name().split("_");
        codec = Codec.valueOf(parts[0]);
        sampleRate = Integer.parseInt(parts[1]);
        kilobits = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
    }

    /** Looks a format up by its name on the wire, such as {@code mp3_44100_128}; case matters there. */
    public static Optional<OutputFormat> of(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public String wireName() {
        return wireName;
    }

    public Codec codec() {
        return codec;
    }

    /** In Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Kilobits a second, or 0 where the codec has no choice of bitrate. */
    public int kilobits() {
        return kilobits;
    }

    /**
     * Encodes a sound that is already at this format's sample rate.
     *
     * @throws IllegalArgumentException if it is at another one
     */
    public byte[] encode(Waveform sound) {
        if (sound.sampleRate() != sampleRate) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s wants %d Hz, not %d Hz", wireName, sampleRate, sound.sampleRate()));
        }
        return codec.encoder().encode(sound, kilobits);
    }
}
