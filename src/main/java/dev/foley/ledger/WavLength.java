package dev.foley.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The length of a WAV: what its data chunk holds, at the byte rate of its format chunk. */
final class WavLength {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;
    /** Within the format chunk, after codec, channels and sample rate. */
    private static final int BYTE_RATE = 8;

    private WavLength() {}

    static AudioLength.Ratio of(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt() != RIFF || file.getInt(8) != WAVE) {
            throw new IOException("no WAV");
        }
        file.position(12);
        long byteRate = 0;
        while (file.remaining() >= 8) {
            int chunk = file.getInt();
            long size = Integer.toUnsignedLong(file.getInt());
            if (chunk == DATA) {
                // Whoever writes while the length is not known yet says 0 or 2^32 - 1.
                long data = size == 0 ? file.remaining() : Math.min(size, file.remaining());
                return new AudioLength.Ratio(data, byteRate);
            }
            if (chunk == FORMAT) {
                byteRate = Integer.toUnsignedLong(file.getInt(file.position() + BYTE_RATE));
            }
            // Chunks begin at even places.
            file.position((int) Math.min(file.limit(), file.position() + size + size % 2));
        }
        throw new IOException("a WAV without data");
    }
}
