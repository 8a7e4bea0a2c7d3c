package dev.foley.sandbox.synth;

import java.util.Arrays;

/** The last steps of a sound: no offset, no clicks at its ends or at its seam, one loudness. */
final class Finish {

    /**
     * Peak of every sound: -3 dB below full scale, the headroom that MP3 at 32 kbit/s needs so that what it adds to
     * noise does not clip when decoded.
     */
    static final float PEAK = 0.708f;

    /** Below it nobody hears anything but an offset. */
    private static final double LOWEST_HERTZ = 20;
    private static final double FADE_IN_SECONDS = 0.002;
    private static final double FADE_OUT_SECONDS = 0.03;
    /** Shorter sounds give at most this part to each fade. */
    private static final int LARGEST_FADE_PART = 8;
    private static final float SILENCE = 1e-6f;

    private Finish() {}

    /** Takes away what lies below hearing, offset included. */
    static void highpass(float[] samples, int sampleRate) {
        Filter filter = new Filter(Filter.Band.HIGH, Math.sqrt(0.5), sampleRate).tune(LOWEST_HERTZ);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) filter.next(samples[i]);
        }
    }

    /** Softens the ends of a sound that is heard once. */
    static void fade(float[] samples, int sampleRate) {
        int longest = samples.length / LARGEST_FADE_PART;
        int in = Math.min(longest, (int) (FADE_IN_SECONDS * sampleRate));
        int out = Math.min(longest, (int) (FADE_OUT_SECONDS * sampleRate));
        for (int i = 0; i < in; i++) {
            samples[i] *= (float) i / in;
        }
        for (int i = 0; i < out; i++) {
            samples[samples.length - 1 - i] *= (float) i / out;
        }
    }

    /**
     * Makes a loop of {@code length} samples: what follows them is faded out over the start while the start is faded
     * in, so that the first sample continues the last one.
     */
    static float[] loop(float[] samples, int length) {
        float[] loop = Arrays.copyOf(samples, length);
        int tail = samples.length - length;
        for (int i = 0; i < tail; i++) {
            double angle = Math.PI / 2 * i / tail;
            loop[i] = (float) (samples[i] * Math.sin(angle) + samples[length + i] * Math.cos(angle));
        }
        return loop;
    }

    /** Takes away the mean and brings the loudest sample to {@code peak}; silence stays silent. */
    static void normalise(float[] samples, float peak) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        float mean = (float) (sum / samples.length);
        float loudest = 0;
        for (int i = 0; i < samples.length; i++) {
            samples[i] -= mean;
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        if (loudest < SILENCE) {
            return;
        }
        float gain = peak / loudest;
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= gain;
        }
    }
}
