package dev.foley.sandbox.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/** Opus in Ogg (RFC 7845), mono, 48 kHz, constant bitrate. */
final class OggOpusEncoder implements Encoder {

    /** 20 ms at 48 kHz, the frame size that RFC 6716 recommends. */
    private static final int FRAME = 960;
    /** One page a second keeps the container's overhead under one percent. */
    private static final int FRAMES_PER_PAGE = 50;
    /**
     * Two frames of a loop's end in front of its start, to be skipped by the player: the decoder has settled by then.
     */
    private static final int LOOP_PREROLL = 2 * FRAME;
    /** The largest packet of one frame, from RFC 6716. */
    private static final int MAX_PACKET = 1275;
    /** A fixed stream number, since the same sound must give the same bytes. */
    private static final int STREAM = 0x0f01e4;

    @Override
    public byte[] encode(Waveform sound, int kilobits) {
        try {
            return write(sound, encoder(sound.sampleRate(), kilobits));
        } catch (OpusException e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "Opus refused %d kbit/s", kilobits), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpusEncoder encoder(int sampleRate, int kilobits) throws OpusException {
        OpusEncoder encoder = new OpusEncoder(sampleRate, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
        encoder.setBitrate(kilobits * 1000);
        encoder.setUseVBR(false);
        return encoder;
    }

    private static byte[] write(Waveform sound, OpusEncoder encoder) throws IOException, OpusException {
        int preroll = sound.loop() ? LOOP_PREROLL : 0;
        int skip = encoder.getLookahead() + preroll;
        int end = sound.samples().length + skip;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OggPacketWriter ogg = new OggFile(bytes).getPacketWriter(STREAM);
        writeHeaders(ogg, skip, sound.sampleRate());
        short[] frame = new short[FRAME];
        byte[] packet = new byte[MAX_PACKET];
        for (int start = 0, count = 1; start < end; start += FRAME, count++) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = sound.shortAt(start + i - preroll);
            }
            int length = encoder.encode(frame, 0, FRAME, packet, 0, packet.length);
            ogg.bufferPacket(new OggPacket(Arrays.copyOf(packet, length)));
            ogg.setGranulePosition(Math.min(start + FRAME, end));
            if (count % FRAMES_PER_PAGE == 0 && start + FRAME < end) {
                ogg.flush();
            }
        }
        ogg.close();
        return bytes.toByteArray();
    }

    private static void writeHeaders(OggPacketWriter ogg, int skip, int sampleRate) throws IOException {
        OpusInfo info = new OpusInfo();
        info.setNumChannels(1);
        info.setSampleRate(sampleRate);
        info.setPreSkip(skip);
        ogg.bufferPacket(info.write(), true);
        OpusTags tags = new OpusTags();
        tags.setVendor("Foley sandbox");
        ogg.bufferPacket(tags.write(), true);
    }
}
