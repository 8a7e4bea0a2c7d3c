package dev.foley;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The codecs behind {@link OutputFormat}. */
public enum Codec {
    MP3("audio/mpeg", "mp3", 0, "audio/mp3", "audio/mpeg3", "audio/x-mpeg", "audio/x-mp3"),
    /** Signed 16-bit little-endian samples, mono, without a header. */
    PCM("audio/pcm", "pcm", 16, "audio/l16", "audio/x-pcm", "audio/raw", "audio/wav", "audio/x-wav", "audio/wave",
            "audio/vnd.wave"),
    /** G.711 μ-law, mono, without a header. */
    ULAW("audio/basic", "ulaw", 8, "audio/pcmu", "audio/ulaw", "audio/x-mulaw", "audio/mulaw", "audio/wav",
            "audio/x-wav", "audio/wave", "audio/vnd.wave"),
    /** G.711 A-law, mono, without a header. */
    ALAW("audio/x-alaw-basic", "alaw", 8, "audio/pcma", "audio/alaw", "audio/x-alaw", "audio/wav", "audio/x-wav",
            "audio/wave", "audio/vnd.wave"),
    /** Opus in an Ogg container. */
    OPUS("audio/ogg", "opus", 0, "audio/opus", "application/ogg", "audio/x-opus+ogg");

    /** What object stores call a file whose type nobody told them. */
    private static final Set<String> UNTYPED = Set.of("application/octet-stream", "binary/octet-stream");

    private final String mediaType;
    private final String fileExtension;
    private final int bitsPerSample;
    private final Set<String> otherMediaTypes;

    Codec(String mediaType, String fileExtension, int bitsPerSample, String... otherMediaTypes) {
        this.mediaType = mediaType;
        this.fileExtension = fileExtension;
        this.bitsPerSample = bitsPerSample;
        this.otherMediaTypes = Set.of(otherMediaTypes);
    }

    String mediaType() {
        return mediaType;
    }

    String fileExtension() {
        return fileExtension;
    }

    /** Of the codecs that have no bitrate of their own; zero for the others. */
    int bitsPerSample() {
        return bitsPerSample;
    }

    /** Whether a body of that media type may hold this codec; parameters do not count, nor does case. */
    boolean mayBe(String contentType) {
        String type = bare(contentType);
        return type.equals(mediaType) || otherMediaTypes.contains(type) || UNTYPED.contains(type);
    }

    /** Whether a body of that media type may hold any audio at all. */
    static boolean isAudio(String contentType) {
        String type = bare(contentType);
        return type.startsWith("audio/") || UNTYPED.contains(type)
                || Arrays.stream(values()).anyMatch(c -> c.mayBe(type));
    }

    private static String bare(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
