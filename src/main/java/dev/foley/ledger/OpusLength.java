package dev.foley.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketReader;
import org.gagravarr.opus.OpusInfo;

/** The length of Opus in Ogg: its last granule position without the samples to skip first (RFC 7845). */
final class OpusLength {
    /** Granule positions count at this rate, whatever the input's was. */
    private static final int RATE = 48_000;

    private OpusLength() {}

    static AudioLength.Ratio of(byte[] bytes) throws IOException {
        OggPacketReader packets = new OggFile(new ByteArrayInputStream(bytes)).getPacketReader();
        OggPacket head = packets.getNextPacket();
        if (head == null) {
            throw new IOException("no Ogg");
        }
        int skip = new OpusInfo(head).getPreSkip();
        long last = 0;
        for (OggPacket packet = packets.getNextPacket(); packet != null; packet = packets.getNextPacket()) {
            last = Math.max(last, packet.getGranulePosition());
        }
        return new AudioLength.Ratio(last - skip, RATE);
    }
}
