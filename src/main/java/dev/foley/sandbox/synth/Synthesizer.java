package dev.foley.sandbox.synth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

import dev.foley.sandbox.audio.Waveform;

/**
 * Makes sounds out of words. Every sound is painted once at 48 kHz and brought to the wanted sample rate, so that it is
 * the same sound in every format. Stateless and thread-safe; 22 seconds take a few hundred milliseconds of one core.
 */
public final class Synthesizer {

    private static final int SAMPLE_RATE = 48_000;
    /** How long the end of a loop and its start sound together, in seconds, for loops long enough. */
    private static final double LOOP_FADE_SECONDS = 0.4;
    /** Loudness of the second layer beside the first, of the third beside the second. */
    private static final double NEXT_LAYER = 0.75;

    private Synthesizer() {}

    /**
     * The length that a prompt asks for where nobody gives one: that of its longest sound.
     *
     * @return seconds in steps of 0.1, from 0.5 to 22
     */
    public static double naturalSeconds(String prompt) {
        return Vocabulary.find(prompt, seedOf(prompt))
                .stream()
                .mapToDouble(Vocabulary.Entry::seconds)
                .max()
                .orElseThrow();
    }

    /**
     * @param sampleRate in Hz, up to 48 000
     * @return {@code seconds * sampleRate} samples, rounded
     */
    public static Waveform render(SoundRequest request, int sampleRate) {
        int length = (int) Math.round(request.seconds() * SAMPLE_RATE);
        int tail = request.loop() ? Math.min(length / 2, (int) (LOOP_FADE_SECONDS * SAMPLE_RATE)) : 0;
        float[] mixed = mix(request, length + tail);
        Finish.highpass(mixed, SAMPLE_RATE);
        float[] ended = request.loop() ? Finish.loop(mixed, length) : mixed;
        if (!request.loop()) {
            Finish.fade(ended, SAMPLE_RATE);
        }
        Waveform sound = Resampler.to(sampleRate, (int) Math.round(request.seconds() * sampleRate),
                new Waveform(ended, SAMPLE_RATE, request.loop()));
        Finish.normalise(sound.samples(), Finish.PEAK);
        return sound;
    }

    private static float[] mix(SoundRequest request, int length) {
        long promptSeed = seedOf(request.prompt());
        Chance chance = new Chance(promptSeed, request.seed(), 1 - request.promptInfluence());
        List<Vocabulary.Entry> entries = Vocabulary.find(request.prompt(), promptSeed);
        float[] mixed = new float[length];
        double gain = 1;
        for (Vocabulary.Entry entry : entries) {
            float[] layer = new float[length];
            entry.recipe().paint(new Brush(layer, SAMPLE_RATE, chance));
            Finish.normalise(layer, (float) gain);
            for (int i = 0; i < length; i++) {
                mixed[i] += layer[i];
            }
            gain *= NEXT_LAYER;
        }
        return mixed;
    }

    private static long seedOf(String prompt) {
        CRC32C checksum = new CRC32C();
        checksum.update(prompt.strip().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
