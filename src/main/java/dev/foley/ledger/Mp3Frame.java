package dev.foley.ledger;

import java.io.IOException;

/**
 * The header of one frame of MPEG layer III (ISO 11172-3, 13818-3).
 *
 * @param sampleRate in Hz
 * @param samples    that the frame holds
 * @param size       in bytes, header included
 * @param tag        where in the frame an encoder's Info tag would begin
 */
record Mp3Frame(int sampleRate, int samples, int size, int tag) {
    static final int HEADER = 4;

    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};
    private static final int[] KILOBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int RESERVED = 1;
    private static final int LAYER_3 = 1;
    private static final int MONO = 3;

    static Mp3Frame at(byte[] bytes, int start) throws IOException {
        int header = start + HEADER > bytes.length ? 0 : int32(bytes, start);
        int version = header >>> 19 & 3;
        int kilobits = header >>> 12 & 15;
        int rate = header >>> 10 & 3;
        if (header >>> 21 != 0x7ff || version == RESERVED || (header >>> 17 & 3) != LAYER_3 || kilobits == 0
                || kilobits == 15 || rate == 3) {
            throw new IOException("no frame at " + start);
        }
        boolean first = version == MPEG_1;
        boolean mono = (header >>> 6 & 3) == MONO;
        int sampleRate = SAMPLE_RATES[rate] >> (first ? 0 : version == MPEG_2 ? 1 : 2);
        int samples = first ? 1152 : 576;
        int bits = 1000 * (first ? KILOBITS_1 : KILOBITS_2)[kilobits];
        int sideInfo = first ? mono ? 17 : 32 : mono ? 9 : 17;
        return new Mp3Frame(sampleRate, samples, samples / 8 * bits / sampleRate + (header >>> 9 & 1),
                HEADER + sideInfo);
    }

    static int int32(byte[] bytes, int start) {
        return bytes[start] << 24 | (bytes[start + 1] & 0xff) << 16 | (bytes[start + 2] & 0xff) << 8
                | bytes[start + 3] & 0xff;
    }
}
