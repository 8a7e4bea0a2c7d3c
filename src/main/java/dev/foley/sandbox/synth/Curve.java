package dev.foley.sandbox.synth;

/** A control that changes over time: loudness, pitch, the corner of a filter. */
@FunctionalInterface
interface Curve {

    /** An exponential fade counts as over when it has fallen by 60 dB. */
    double SIXTY_DECIBELS = Math.log(1000);

    /** Its value this many seconds after the start of the stroke. */
    double at(double seconds);

    static Curve of(double value) {
        return seconds -> value;
    }

    /** Rises from nothing in {@code attack} seconds, then dies away by 60 dB in {@code decay} seconds. */
    static Curve strike(double attack, double decay) {
        return seconds -> seconds < attack
                ? seconds / attack
                : Math.exp(-(seconds - attack) * SIXTY_DECIBELS / decay);
    }

    /** Slides from one value to another in even musical steps, and stays there. */
    static Curve slide(double from, double to, double length) {
        double ratio = to / from;
        return seconds -> from * Math.pow(ratio, Math.min(1, seconds / length));
    }

    /** Swells from nothing to 1 at {@code peak} (0 to 1 of the length) and back to nothing. */
    static Curve swell(double length, double peak) {
        return seconds -> {
            double position = Math.min(1, seconds / length);
            double side = position < peak ? position / peak : (1 - position) / (1 - peak);
            return side * side * (3 - 2 * side);
        };
    }

    /** Goes up and down between two values, {@code rate} times a second. */
    static Curve wave(double low, double high, double rate) {
        return seconds -> low + (high - low) * (0.5 - 0.5 * Math.cos(2 * Math.PI * rate * seconds));
    }

    /** On for {@code on} seconds, off for {@code off} seconds, with edges soft enough not to click. */
    static Curve gate(double on, double off) {
        double edge = Math.min(0.005, on / 4);
        return seconds -> {
            double phase = seconds % (on + off);
            if (phase > on) {
                return 0;
            }
            return Math.min(1, Math.min(phase, on - phase) / edge);
        };
    }

    /** Wanders between two values, turning every {@code step} seconds, for at least {@code length} seconds. */
    static Curve wander(Chance chance, double low, double high, double step, double length) {
        double[] points = new double[(int) (length / step) + 3];
        for (int i = 0; i < points.length; i++) {
            points[i] = chance.between(low, high);
        }
        return seconds -> {
            double position = Math.min(seconds / step, points.length - 2.0);
            int index = (int) position;
            double blend = position - index;
            double smooth = blend * blend * (3 - 2 * blend);
            return points[index] + (points[index + 1] - points[index]) * smooth;
        };
    }

    default Curve times(Curve other) {
        return seconds -> at(seconds) * other.at(seconds);
    }

    default Curve times(double factor) {
        return seconds -> at(seconds) * factor;
    }
}
