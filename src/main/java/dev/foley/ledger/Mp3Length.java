package dev.foley.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The length of an MP3: its frames, without the samples that an Info tag says are no part of the sound. */
final class Mp3Length {
    private static final int ID3V1 = 128;
    private static final int ID3V2_HEADER = 10;
    private static final int SEEK_TABLE = 100;
    /** Encoder's name, version, method, lowpass, gains, flags and bitrate. */
    private static final int BEFORE_DELAYS = 9 + 12;

    private Mp3Length() {}

    static AudioLength.Ratio of(byte[] bytes) throws IOException {
        int start = afterId3(bytes);
        int end = startsWith(bytes, bytes.length - ID3V1, "TAG") ? bytes.length - ID3V1 : bytes.length;
        Mp3Frame first = Mp3Frame.at(bytes, start);
        boolean tagged = startsWith(bytes, start + first.tag(), "Info")
                || startsWith(bytes, start + first.tag(), "Xing");
        long samples = tagged ? -first.samples() - delays(bytes, start + first.tag()) : 0;
        while (start < end) {
            Mp3Frame frame = Mp3Frame.at(bytes, start);
            samples += frame.samples();
            start += frame.size();
        }
        return new AudioLength.Ratio(samples, first.sampleRate());
    }

    private static int afterId3(byte[] bytes) {
        if (!startsWith(bytes, 0, "ID3")) {
            return 0;
        }
        int size = 0;
        for (int i = 6; i < ID3V2_HEADER; i++) {
            size = size << 7 | bytes[i];
        }
        return ID3V2_HEADER + size;
    }

    /** What encoder and decoder put before the sound, and the encoder after it, as the tag of LAME and its kin says. */
    private static int delays(byte[] bytes, int tag) {
        int flags = Mp3Frame.int32(bytes, tag + 4);
        int encoder = tag + 8 + ((flags & 1) + (flags >> 1 & 1) + (flags >> 3 & 1)) * 4 + (flags >> 2 & 1) * SEEK_TABLE;
        if (!startsWith(bytes, encoder, "LAME") && !startsWith(bytes, encoder, "Lav")) {
            return 0;
        }
        int delays = Mp3Frame.int32(bytes, encoder + BEFORE_DELAYS) >>> 8;
        return (delays >> 12) + (delays & 0xfff);
    }

    private static boolean startsWith(byte[] bytes, int start, String text) {
        return start >= 0 && start + text.length() <= bytes.length
                && new String(bytes, start, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }
}
