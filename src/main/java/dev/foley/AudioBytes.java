package dev.foley;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say that it is: media hosts name types loosely. */
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
    public static Optional<String> mediaType(Buffer first, @Nullable OutputFormat format) {
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

    /** Two bytes alone, which samples may begin with as well. */
    private static boolean isMpegFrame(Buffer first, @Nullable OutputFormat format) {
        return (format == null || format.codec().bitsPerSample() == 0) && first.length() > 1
                && first.getUnsignedByte(0) == 0xFF && (first.getUnsignedByte(1) & FRAME_SYNC) == FRAME_SYNC;
    }

    private static String text(Buffer first) {
        return first.slice(0, Math.min(HEAD, first.length())).toString(StandardCharsets.ISO_8859_1);
    }
}
