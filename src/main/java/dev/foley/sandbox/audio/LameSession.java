package dev.foley.sandbox.audio;

import java.io.ByteArrayOutputStream;

import de.sciss.jump3r.mp3.BitStream;
import de.sciss.jump3r.mp3.GainAnalysis;
import de.sciss.jump3r.mp3.ID3Tag;
import de.sciss.jump3r.mp3.Lame;
import de.sciss.jump3r.mp3.LameGlobalFlags;
import de.sciss.jump3r.mp3.MPEGMode;
import de.sciss.jump3r.mp3.Presets;
import de.sciss.jump3r.mp3.PsyModel;
import de.sciss.jump3r.mp3.Quantize;
import de.sciss.jump3r.mp3.QuantizePVT;
import de.sciss.jump3r.mp3.Reservoir;
import de.sciss.jump3r.mp3.Takehiro;
import de.sciss.jump3r.mp3.VBRTag;
import de.sciss.jump3r.mp3.VbrMode;
import de.sciss.jump3r.mp3.Version;
import de.sciss.jump3r.mpg.Common;
import de.sciss.jump3r.mpg.Interface;
import de.sciss.jump3r.mpg.MPGLib;

/**
 * One run of LAME over one mono sound. jump3r's own {@code LameEncoder} keeps the sample rate, the delay and the frame
 * count to itself, so its modules are put together here.
 */
final class LameSession {

    /** LAME's scale from 0, best, to 9, fastest; its own default is 3. Noise and tones tell no difference above 5. */
    private static final int QUALITY = 5;
    /** LAME takes its input as 32-bit integers. */
    private static final double FULL_SCALE = Integer.MAX_VALUE;

    private final Lame lame = new Lame();
    private final LameGlobalFlags flags;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[Lame.LAME_MAXMP3BUFFER];

    LameSession(int sampleRate, int kilobits) {
        ID3Tag id3 = wire(lame);
        flags = lame.lame_init();
        flags.num_channels = 1;
        flags.mode = MPEGMode.MONO;
        flags.in_samplerate = sampleRate;
        flags.out_samplerate = sampleRate;
        flags.VBR = VbrMode.vbr_off;
        flags.brate = kilobits;
        flags.quality = QUALITY;
        flags.bWriteVbrTag = false;
        flags.findReplayGain = false;
        id3.id3tag_init(flags);
        flags.write_id3tag_automatic = false;
        check(lame.lame_init_params(flags));
    }

    private static ID3Tag wire(Lame lame) {
        var gain = new GainAnalysis();
        var bits = new BitStream();
        var presets = new Presets();
        var quantizer = new Quantize();
        var quantizerTables = new QuantizePVT();
        var vbr = new VBRTag();
        var version = new Version();
        var id3 = new ID3Tag();
        var reservoir = new Reservoir();
        var huffman = new Takehiro();
        var decoder = new MPGLib();
        var decoderPort = new Interface();
        var common = new Common();
        lame.setModules(gain, bits, presets, quantizerTables, quantizer, vbr, version, id3, decoder);
        bits.setModules(gain, decoder, version, vbr);
        id3.setModules(bits, version);
        presets.setModules(lame);
        quantizer.setModules(bits, reservoir, quantizerTables, huffman);
        quantizerTables.setModules(huffman, reservoir, new PsyModel());
        reservoir.setModules(bits);
        huffman.setModules(quantizerTables);
        vbr.setModules(lame, bits, version);
        decoder.setModules(decoderPort, common);
        decoderPort.setModules(vbr, common);
        return id3;
    }

    /** Encodes the samples from {@code from} to {@code to}, exclusive. */
    void encode(Waveform sound, int from, int to) {
        int[] block = new int[flags.framesize];
        for (int start = from; start < to; start += block.length) {
            int length = Math.min(block.length, to - start);
            for (int i = 0; i < length; i++) {
                block[i] = (int) (sound.at(start + i) * FULL_SCALE);
            }
            write(lame.lame_encode_buffer_int(flags, block, block, length, buffer, 0, buffer.length));
        }
    }

    /** Ends the stream and gives all its frames. */
    byte[] finish() {
        write(lame.lame_encode_flush(flags, buffer, 0, buffer.length));
        lame.lame_close(flags);
        return out.toByteArray();
    }

    /** How many samples LAME's filters put in front of the first one. */
    int delay() {
        return flags.encoder_delay;
    }

    /** Samples in one frame: 1152 in MPEG-1, 576 in MPEG-2. */
    int samplesPerFrame() {
        return flags.framesize;
    }

    int frames() {
        return flags.frameNum;
    }

    private void write(int length) {
        out.write(buffer, 0, check(length));
    }

    private static int check(int result) {
        if (result < 0) {
            throw new IllegalStateException("LAME refused with " + result);
        }
        return result;
    }
}
