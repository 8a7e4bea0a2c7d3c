package dev.foley.sandbox.audio;

/**
 * Mono sound before it is encoded.
 *
 * @param samples amplitudes within -1 to 1
 * @param sampleRate in Hz
 * @param loop whether the first sample continues the last one, so that an encoder may look past either end
 */
public record Waveform(float[] samples, int sampleRate, boolean loop) {

    /** How long it sounds, in seconds. */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }

    /**
     * The sample at {@code index}, which may lie outside: a loop goes round, anything else is silent there.
     *
     * @param index from any integer, zero being the first sample
     */
    public float at(int index) {
        if (loop) {
            return samples[Math.floorMod(index, samples.length)];
        }
        return index >= 0 && index < samples.length ? samples[index] : 0;
    }

    /** The sample at {@code index} as signed 16 bits. */
    public short shortAt(int index) {
        return (short) Math.round(at(index) * Short.MAX_VALUE);
    }
}
