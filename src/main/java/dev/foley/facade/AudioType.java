package dev.foley.facade;

import dev.foley.AudioBytes;
import dev.foley.OutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * What audio is served as.
 *
 * @param fileExtension without the dot
 */
record AudioType(String mediaType, String fileExtension) {
    private static final AudioType UNKNOWN = new AudioType("application/octet-stream", "bin");

    /**
     * What was found decides, for it may be something else than what was asked for.
     *
     * @param found what its first bytes say that it is, or else its host; null where neither does
     */
    static AudioType of(@Nullable OutputFormat format, @Nullable String found) {
        return switch (AudioBytes.usualName(found)) {
            case "audio/wav" -> new AudioType("audio/wav", "wav");
            case "audio/mpeg" -> of(OutputFormat.MP3_44100_128);
            case "audio/ogg" -> of(OutputFormat.OPUS_48000_128);
            case "audio/mp4" -> new AudioType("audio/mp4", "m4a");
            case "audio/flac" -> new AudioType("audio/flac", "flac");
            default -> format == null ? UNKNOWN : of(format);
        };
    }

    private static AudioType of(OutputFormat format) {
        return new AudioType(format.mediaType(), format.fileExtension());
    }
}
