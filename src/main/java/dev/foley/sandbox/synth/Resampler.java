package dev.foley.sandbox.synth;

import dev.foley.sandbox.audio.Waveform;

/** Brings a sound to a lower sample rate through a windowed sinc, so that nothing above its half folds back. */
final class Resampler {

    /** Zero crossings of the sinc on each side. */
    private static final int CROSSINGS = 16;
    /** Steps of the kernel's table between two zero crossings. */
    private static final int STEPS = 256;
    /** Passband beside half the new rate; the rest is the filter's slope. */
    private static final double PASSBAND = 0.92;
    private static final float[] KERNEL = kernel();

    private Resampler() {}

    private static float[] kernel() {
        float[] kernel = new float[CROSSINGS * STEPS + 2];
        for (int i = 0; i < kernel.length; i++) {
            double x = Math.PI * i / STEPS;
            double sinc = i == 0 ? 1 : StrictMath.sin(x) / x;
            double position = Math.min(1, (double) i / (CROSSINGS * STEPS));
            double window = 0.42 + 0.5 * StrictMath.cos(Math.PI * position)
                    + 0.08 * StrictMath.cos(2 * Math.PI * position);
            kernel[i] = (float) (sinc * window);
        }
        return kernel;
    }

    /**
     * @param sampleRate in Hz, not above the sound's own
     * @param length of the result in samples
     */
    static Waveform to(int sampleRate, int length, Waveform sound) {
        if (sampleRate == sound.sampleRate()) {
            return sound;
        }
        double scale = PASSBAND * sampleRate / sound.sampleRate();
        double stride = (double) sound.samples().length / length;
        float[] out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = sample(sound, i * stride, scale);
        }
        return new Waveform(out, sampleRate, sound.loop());
    }

    private static float sample(Waveform sound, double centre, double scale) {
        double reach = CROSSINGS / scale;
        int last = (int) Math.floor(centre + reach);
        float[] in = sound.samples();
        double sum = 0;
        for (int j = (int) Math.ceil(centre - reach); j <= last; j++) {
            double position = Math.abs(j - centre) * scale * STEPS;
            int index = (int) position;
            float left = KERNEL[index];
            double weight = left + (KERNEL[index + 1] - left) * (position - index);
            float value = j >= 0 && j < in.length ? in[j] : sound.at(j);
            sum += weight * value;
        }
        return (float) (sum * scale);
    }
}
