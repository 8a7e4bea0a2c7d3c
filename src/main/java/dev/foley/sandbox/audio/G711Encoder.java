package dev.foley.sandbox.audio;

/** ITU-T G.711: one byte a sample on a logarithmic scale, without a header. */
final class G711Encoder implements Encoder {

    /** The two laws of G.711. */
    enum Law {
        MU,
        A
    }

    /** Added before the logarithm, so that every segment of the μ-law starts at a power of two. */
    private static final int MU_BIAS = 0x84;
    /** The largest magnitude that still fits in μ-law's 14 bits once the bias is added, on a 16-bit scale. */
    private static final int MU_CLIP = Short.MAX_VALUE - MU_BIAS;
    /** A-law inverts every other bit, so that silence keeps a line's clock going. */
    private static final int A_TOGGLE = 0x55;
    private static final int SIGN = 0x80;

    private final Law law;

    G711Encoder(Law law) {
        this.law = law;
    }

    @Override
    public byte[] encode(Waveform sound, int kilobits) {
        byte[] bytes = new byte[sound.samples().length];
        for (int i = 0; i < bytes.length; i++) {
            int sample = sound.shortAt(i);
            bytes[i] = (byte) (law == Law.MU ? mu(sample) : a(sample));
        }
        return bytes;
    }

    private static int mu(int sample) {
        int sign = sample < 0 ? SIGN : 0;
        int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = magnitude >> segment + 3 & 0x0f;
        return ~(sign | segment << 4 | mantissa);
    }

    private static int a(int sample) {
        int sign = sample < 0 ? 0 : SIGN;
        int magnitude = (sample < 0 ? ~sample : sample) >> 3;
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = magnitude >> Math.max(1, segment) & 0x0f;
        return (sign | segment << 4 | mantissa) ^ A_TOGGLE;
    }
}
