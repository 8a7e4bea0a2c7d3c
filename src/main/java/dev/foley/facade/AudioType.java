package dev.foley.facade;

import java.util.Locale;
import java.util.Set;

import dev.foley.OutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * What audio is served as.
 *
 * @param fileExtension without the dot
 */
record AudioType(String mediaType, String fileExtension) {
    private static final AudioType WAV = new AudioType("audio/wav", "wav");
    private static final AudioType UNKNOWN = new AudioType("application/octet-stream", "bin");
    private static final Set<String> WAV_NAMES = Set.of("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave");

    /**
     * The format decides where it is known, for media hosts name types loosely. But when the host says WAV, there is a
     * header before the samples, and no player would find it under the name of raw samples.
     *
     * @param hosts the media type as the host says
     */
    static AudioType of(@Nullable OutputFormat format, @Nullable String hosts) {
        String said = hosts == null ? "" : hosts.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (WAV_NAMES.contains(said)) {
            return WAV;
        }
        if (format != null) {
            return new AudioType(format.mediaType(), format.fileExtension());
        }
        return switch (said) {
            case "audio/mpeg", "audio/mp3" -> of(OutputFormat.MP3_44100_128, null);
            case "audio/ogg", "audio/opus", "application/ogg" -> of(OutputFormat.OPUS_48000_128, null);
            default -> UNKNOWN;
        };
    }
}
