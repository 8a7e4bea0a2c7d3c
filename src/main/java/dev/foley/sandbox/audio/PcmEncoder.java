package dev.foley.sandbox.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Signed 16 bits, little endian, mono, without a header. */
final class PcmEncoder implements Encoder {

    @Override
    public byte[] encode(Waveform sound, int kilobits) {
        int length = sound.samples().length;
        ByteBuffer bytes = ByteBuffer.allocate(length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            bytes.putShort(sound.shortAt(i));
        }
        return bytes.array();
    }
}
