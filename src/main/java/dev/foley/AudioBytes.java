package dev.foley;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes and by the loose names that media hosts have for types. */
public final class AudioBytes {
    /** Bytes that are looked at; the first that come over a network are more. */
    private static final int HEAD = 64;
    /** Samples may begin with any two bytes, but hardly with a tag's name or a field's. */
    private static final Pattern TEXT = Pattern
            .compile("(?s)\\s*(?:<!doctype\\b|<html\\b|<\\?xml\\b|<error\\b|[{\\[]\\s*\").*");
    private static final int FRAME_SYNC = 0xE0;

    private AudioBytes() {}

    /** Whether a document begins there, such as an error page or a message of an API. */
    static boolean isText(Buffer first) {
        return TEXT.matcher(text(first).toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * The media type of a file that begins so; empty where no known one does.
     *
     * @param format what it should be; samples without a header, which some formats are, may begin with anything
     */
    static Optional<String> mediaType(Buffer first, @Nullable OutputFormat format) {
        String head = text(first);
        if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
            return Optional.of("audio/wav");
        }
        if (head.startsWith("OggS")) {
            return Optional.of("audio/ogg");
        }
        if (head.startsWith("fLaC")) {
            return Optional.of("audio/flac");
        }
        if (head.startsWith("ftyp", 4)) {
            return Optional.of("audio/mp4");
        }
        return head.startsWith("ID3") || isMpegFrame(first, format) ? Optional.of("audio/mpeg") : Optional.empty();
    }

    /**
     * The usual name of a type that begins with {@code audio/} and has several, such as {@code audio/wav} for
     * {@code audio/x-wav}; any other as it is, without parameters and in lower case; empty for null.
     */
    public static String usualName(@Nullable String mediaType) {
        String name = mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "audio/wav";
            case "audio/mp3" -> "audio/mpeg";
            case "audio/opus", "application/ogg" -> "audio/ogg";
            case "audio/x-m4a" -> "audio/mp4";
            case "audio/x-flac" -> "audio/flac";
            default -> name;
        };
    }

    /** Two bytes alone, which samples may begin with as well. */
    private static boolean isMpegFrame(Buffer first, @Nullable OutputFormat format) {
        return (format == null || format.codec().bitsPerSample() == 0) && first.length() > 1
                && first.getUnsignedByte(0) == 0xFF && (first.getUnsignedByte(1) & FRAME_SYNC) == FRAME_SYNC;
    }

    private static String text(Buffer first) {
        return first.slice(0, Math.min(HEAD, first.length())).toString(StandardCharsets.ISO_8859_1);
    }
}
