package dev.foley.sandbox.audio;

/**
 * How samples become bytes.
 */
public enum Codec {

    /** MPEG layer III, constant bitrate. */
    MP3("audio/mpeg", "mp3", new Mp3Encoder()),
    /** Signed 16 bits, little endian, no header. */
    PCM("audio/pcm", "pcm", new PcmEncoder()),
    /** G.711 μ-law, no header. */
    ULAW("audio/basic", "ulaw", new G711Encoder(G711Encoder.Law.MU)),
    /** G.711 A-law, no header. */
    ALAW("audio/x-alaw-basic", "alaw", new G711Encoder(G711Encoder.Law.A)),
    /** Opus in Ogg, constant bitrate. */
    OPUS("audio/ogg", "opus", new OggOpusEncoder());

    private final String mediaType;
    private final String extension;
    private final Encoder encoder;

    Codec(String mediaType, String extension, Encoder encoder) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.encoder = encoder;
    }

    /** The media type that the media host answers with. */
    public String mediaType() {
        return mediaType;
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    Encoder encoder() {
        return encoder;
    }
}
