package dev.foley;

/** The codecs behind {@link OutputFormat}. */
public enum Codec {
    MP3("audio/mpeg", "mp3", 0),
    /** Signed 16-bit little-endian samples, mono, without a header. */
    PCM("audio/pcm", "pcm", 16),
    /** G.711 μ-law, mono, without a header. */
    ULAW("audio/basic", "ulaw", 8),
    /** G.711 A-law, mono, without a header. */
    ALAW("audio/x-alaw-basic", "alaw", 8),
    /** Opus in an Ogg container. */
    OPUS("audio/ogg", "opus", 0);

    private final String mediaType;
    private final String fileExtension;
    private final int bitsPerSample;

    Codec(String mediaType, String fileExtension, int bitsPerSample) {
        this.mediaType = mediaType;
        this.fileExtension = fileExtension;
        this.bitsPerSample = bitsPerSample;
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
}
