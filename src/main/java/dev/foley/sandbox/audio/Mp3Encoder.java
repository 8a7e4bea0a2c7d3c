package dev.foley.sandbox.audio;

import java.io.ByteArrayOutputStream;

/** MP3 at a constant bitrate, with an Info tag in front that lets decoders cut the file to its exact length. */
final class Mp3Encoder implements Encoder {

    /**
     * A third of a frame of a loop's other end goes on each side, so that the transform's first and last windows
     * overlap real sound in place of silence: enough for the filter bank, and little enough that a player which
     * ignores the Info tag stays within a tenth of a second.
     */
    private static final int LOOP_OVERLAP_DIVISOR = 3;

    @Override
    public byte[] encode(Waveform sound, int kilobits) {
        LameSession lame = new LameSession(sound.sampleRate(), kilobits);
        int length = sound.samples().length;
        int overlap = sound.loop() ? lame.samplesPerFrame() / LOOP_OVERLAP_DIVISOR : 0;
        lame.encode(sound, -overlap, length + overlap);
        byte[] frames = lame.finish();
        int leading = lame.delay() + overlap;
        int trailing = lame.frames() * lame.samplesPerFrame() - leading - length;
        byte[] tag = InfoTag.of(frames, lame.frames(), leading, trailing, kilobits, sound.sampleRate());
        ByteArrayOutputStream file = new ByteArrayOutputStream(tag.length + frames.length);
        file.writeBytes(tag);
        file.writeBytes(frames);
        return file.toByteArray();
    }
}
