package dev.foley.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The length of Opus in Ogg: its last granule position without the samples to skip first (RFC 3533 and 7845). */
final class OpusLength {
    /** Granule positions count at this rate, whatever the input's was. */
    private static final int RATE = 48_000;
    private static final int CAPTURE_PATTERN = 0x5367674f;
    private static final long OPUS_HEAD = 0x646165487375704fL;

    // Within a page
    private static final int GRANULE = 6;
    private static final int SEGMENTS = 26;
    // Within the first packet
    private static final int PRE_SKIP = 10;

    private OpusLength() {}

    static AudioLength.Ratio of(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int head = SEGMENTS + 1 + segments(file, 0);
        if (file.getLong(head) != OPUS_HEAD) {
            throw new IOException("no Opus");
        }
        long last = 0;
        for (int page = 0; page < bytes.length; page = next(file, page)) {
            // -1 where no packet ends on the page.
            last = Math.max(last, file.getLong(page + GRANULE));
        }
        return new AudioLength.Ratio(last - Short.toUnsignedInt(file.getShort(head + PRE_SKIP)), RATE);
    }

    private static int segments(ByteBuffer file, int page) throws IOException {
        if (file.getInt(page) != CAPTURE_PATTERN) {
            throw new IOException("no page at " + page);
        }
        return Byte.toUnsignedInt(file.get(page + SEGMENTS));
    }

    private static int next(ByteBuffer file, int page) throws IOException {
        int table = page + SEGMENTS + 1;
        int next = table + segments(file, page);
        for (int i = table, end = next; i < end; i++) {
            next += Byte.toUnsignedInt(file.get(i));
        }
        return next;
    }
}
