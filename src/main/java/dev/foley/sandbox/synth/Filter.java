package dev.foley.sandbox.synth;

/** A second-order filter whose corner may move while it runs (R. Bristow-Johnson, "Audio EQ Cookbook"). */
final class Filter {

    /** What is let through. */
    enum Band {
        LOW,
        BAND,
        HIGH
    }

    /** The cookbook's formulas fold over at half the sample rate; this keeps a little away from it. */
    private static final double HIGHEST = 0.45;
    private static final double LOWEST_HERTZ = 10;

    private final Band band;
    private final double q;
    private final double sampleRate;
    private double b0;
    private double b1;
    private double b2;
    private double a1;
    private double a2;
    private double z1;
    private double z2;

    Filter(Band band, double q, double sampleRate) {
        this.band = band;
        this.q = q;
        this.sampleRate = sampleRate;
    }

    /** Moves the corner or centre. */
    Filter tune(double hertz) {
        double frequency = Math.min(Math.max(hertz, LOWEST_HERTZ), HIGHEST * sampleRate);
        double omega = 2 * Math.PI * frequency / sampleRate;
        double cosine = Math.cos(omega);
        double alpha = Math.sin(omega) / (2 * q);
        double a0 = 1 + alpha;
        switch (band) {
            case LOW -> numerator((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2, a0);
            case BAND -> numerator(alpha, 0, -alpha, a0);
            case HIGH -> numerator((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2, a0);
        }
        a1 = -2 * cosine / a0;
        a2 = (1 - alpha) / a0;
        return this;
    }

    private void numerator(double first, double second, double third, double a0) {
        b0 = first / a0;
        b1 = second / a0;
        b2 = third / a0;
    }

    double next(double in) {
        double out = b0 * in + z1;
        z1 = b1 * in - a1 * out + z2;
        z2 = b2 * in - a2 * out;
        return out;
    }
}
