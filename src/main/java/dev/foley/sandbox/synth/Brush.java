package dev.foley.sandbox.synth;

/**
 * Paints noise and tones onto one layer of sound. Strokes add up; each begins at a time and its curves count from
 * there.
 */
final class Brush {

    /** Controls are read this often, in samples: 0.7 ms at 48 kHz, quicker than ears tell. */
    private static final int CONTROL_STEP = 32;
    private static final int TABLE_SIZE = 4096;
    private static final float[] SINE = new float[TABLE_SIZE + 1];

    static {
        for (int i = 0; i <= TABLE_SIZE; i++) {
            SINE[i] = (float) StrictMath.sin(2 * Math.PI * i / TABLE_SIZE);
        }
    }

    private final float[] canvas;
    private final int sampleRate;
    private final Chance chance;

    Brush(float[] canvas, int sampleRate, Chance chance) {
        this.canvas = canvas;
        this.sampleRate = sampleRate;
        this.chance = chance;
    }

    /** Seconds of the layer, from first to last sample. */
    double seconds() {
        return (double) canvas.length / sampleRate;
    }

    Chance chance() {
        return chance;
    }

    /** Filtered noise over the whole layer. */
    void noise(Filter.Band band, double q, Curve hertz, Curve gain) {
        noise(0, seconds(), band, q, hertz, gain);
    }

    /** Filtered noise from {@code start} for {@code length} seconds. */
    void noise(double start, double length, Filter.Band band, double q, Curve hertz, Curve gain) {
        Filter filter = new Filter(band, q, sampleRate);
        int first = index(start);
        int last = index(start + length);
        double loudness = gain.at(0);
        for (int block = first; block < last; block += CONTROL_STEP) {
            int end = Math.min(block + CONTROL_STEP, last);
            filter.tune(hertz.at(time(block - first)));
            double next = gain.at(time(end - first));
            double step = (next - loudness) / CONTROL_STEP;
            for (int i = block; i < end; i++) {
                canvas[i] += (float) (filter.next(chance.noise()) * loudness);
                loudness += step;
            }
            loudness = next;
        }
    }

    /** A tone over the whole layer. */
    void tone(Curve hertz, Curve gain, double... harmonics) {
        tone(0, seconds(), hertz, gain, harmonics);
    }

    /**
     * A tone from {@code start} for {@code length} seconds.
     *
     * @param harmonics loudness of the second harmonic and those after it, beside the first one's 1
     */
    void tone(double start, double length, Curve hertz, Curve gain, double... harmonics) {
        int first = index(start);
        int last = index(start + length);
        double phase = 0;
        double loudness = gain.at(0);
        for (int block = first; block < last; block += CONTROL_STEP) {
            int end = Math.min(block + CONTROL_STEP, last);
            double frequency = hertz.at(time(block - first));
            double advance = frequency / sampleRate;
            int audible = Math.min(harmonics.length, (int) (sampleRate / 2.0 / frequency) - 1);
            double next = gain.at(time(end - first));
            double step = (next - loudness) / CONTROL_STEP;
            for (int i = block; i < end; i++) {
                double sample = sine(phase);
                for (int h = 0; h < audible; h++) {
                    sample += harmonics[h] * sine(phase * (h + 2));
                }
                canvas[i] += (float) (sample * loudness);
                loudness += step;
                phase += advance;
                phase -= (int) phase;
            }
            loudness = next;
        }
    }

    private int index(double seconds) {
        return (int) Math.max(0, Math.min(Math.round(seconds * sampleRate), canvas.length));
    }

    private double time(int samples) {
        return (double) samples / sampleRate;
    }

    private static double sine(double turns) {
        double position = (turns - (int) turns) * TABLE_SIZE;
        int index = (int) position;
        float left = SINE[index];
        return left + (SINE[index + 1] - left) * (position - index);
    }
}
