package dev.foley.sandbox.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The Info frame of a constant-bitrate MP3: a silent first frame that says how many frames follow and how many samples
 * to drop at either end (the "LAME tag"). LAME itself leaves it out at 32 kbit/s, where a frame has no room for the
 * optional seek table; without that table it fits.
 */
final class InfoTag {

    private static final int HEADER = 4;
    private static final int SIDE_INFO_MPEG1_MONO = 17;
    private static final int SIDE_INFO_MPEG2_MONO = 9;
    /** The bit of the second header byte that is set in MPEG-1. */
    private static final int MPEG1_BIT = 0x08;
    /** The bit of the third header byte that makes a frame one byte longer. */
    private static final int PADDING_BIT = 0x02;
    private static final int HAS_FRAMES_AND_BYTES = 0x03;
    /** Nine characters that decoders look at for "LAME" before they believe the delays. */
    private static final String ENCODER = "LAME3.98r";
    /** Version, method, lowpass, gains, flags and bitrate, which lie between the encoder's name and the delays. */
    private static final int BEFORE_DELAYS = 12;

    private InfoTag() {}

    static byte[] of(byte[] frames, int count, int leading, int trailing, int kilobits, int sampleRate) {
        boolean mpeg1 = (frames[1] & MPEG1_BIT) != 0;
        int size = (mpeg1 ? 144_000 : 72_000) * kilobits / sampleRate;
        ByteBuffer tag = ByteBuffer.allocate(size);
        tag.put(frames, 0, HEADER);
        tag.put(2, (byte) (frames[2] & ~PADDING_BIT));
        tag.position(HEADER + (mpeg1 ? SIDE_INFO_MPEG1_MONO : SIDE_INFO_MPEG2_MONO));
        tag.put("Info".getBytes(StandardCharsets.US_ASCII));
        tag.putInt(HAS_FRAMES_AND_BYTES);
        tag.putInt(count);
        tag.putInt(size + frames.length);
        tag.put(ENCODER.getBytes(StandardCharsets.US_ASCII));
        tag.position(tag.position() + BEFORE_DELAYS);
        tag.put((byte) (leading >> 4));
        tag.put((byte) (leading << 4 | trailing >> 8));
        tag.put((byte) trailing);
        return tag.array();
    }
}
