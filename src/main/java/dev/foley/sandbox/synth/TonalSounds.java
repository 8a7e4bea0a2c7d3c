package dev.foley.sandbox.synth;

import static dev.foley.sandbox.synth.Filter.Band.HIGH;

/** Sounds with a pitch: signals, bells, birds and toys. */
final class TonalSounds {

    /**
     * Partials of a church bell beside its prime, from hum to double octave, after Rossing, "Science of Percussion".
     */
    private static final double[] BELL = {0.5, 1, 1.2, 1.5, 2, 2.67, 3, 4};

    private TonalSounds() {}

    static void beep(Brush brush) {
        double pitch = brush.chance().around(1000, 0.15);
        double on = Math.min(0.2, brush.seconds() / 3);
        brush.tone(Curve.of(pitch), Curve.gate(on, on), 0, 0.1);
    }

    static void bell(Brush brush) {
        ring(brush, brush.chance().around(440, 0.4), 2.6, 4.5);
    }

    static void chime(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        for (double at = 0; at < length; at += chance.between(0.15, 0.5)) {
            double pitch = 1046.5 * Math.pow(2, chance.choose(8) / 5.0);
            brush.tone(at, 1.8, Curve.of(pitch), Curve.strike(0.002, 1.8).times(0.4));
            brush.tone(at, 0.7, Curve.of(pitch * 2.76), Curve.strike(0.001, 0.7).times(0.15));
        }
    }

    private static void ring(Brush brush, double pitch, double every, double decay) {
        Chance chance = brush.chance();
        for (double at = 0; at < brush.seconds(); at += every) {
            for (double partial : BELL) {
                double detuned = chance.around(pitch * partial, 0.004);
                double ring = decay / Math.sqrt(partial);
                brush.tone(at, ring, Curve.of(detuned), Curve.strike(0.002, ring).times(0.5 / (0.5 + partial)));
            }
        }
    }

    static void laser(Brush brush) {
        Chance chance = brush.chance();
        double shot = Math.min(brush.seconds(), chance.between(0.3, 0.4));
        for (double at = 0; at < brush.seconds(); at += shot * 1.6) {
            brush.tone(at, shot, Curve.slide(chance.around(3200, 0.2), 180, shot), Curve.strike(0.002, shot), 0.4, 0.25,
                    0.15);
        }
    }

    static void siren(Brush brush) {
        double rate = brush.chance().between(0.3, 0.5);
        brush.tone(Curve.wave(520, 1250, rate), Curve.of(0.8), 0.4, 0.25, 0.15);
    }

    static void alarm(Brush brush) {
        double pitch = brush.chance().around(880, 0.1);
        brush.tone(seconds -> seconds % 0.5 < 0.25 ? pitch : pitch * 0.75, Curve.gate(0.23, 0.02), 0.5, 0.3, 0.2);
    }

    static void birds(Brush brush) {
        Chance chance = brush.chance();
        for (double at = 0.02; at < brush.seconds(); at += chance.between(0.12, 0.6)) {
            double from = chance.between(2200, 4200);
            double to = chance.between(2600, 5200);
            double chirp = chance.between(0.06, 0.14);
            brush.tone(at, chirp, Curve.slide(from, to, chirp), Curve.swell(chirp, 0.3));
        }
    }

    static void sparkle(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        for (double at = 0; at < length; at += chance.between(0.03, 0.09)) {
            double pitch = chance.between(1800, 6500);
            brush.tone(at, 0.5, Curve.of(pitch), Curve.strike(0.001, 0.5).times(0.3));
        }
        brush.noise(HIGH, 0.7, Curve.of(6000), Curve.swell(length, 0.5).times(0.05));
    }

    static void coin(Brush brush) {
        double pitch = brush.chance().around(988, 0.05);
        double rest = Math.max(0.2, Math.min(0.9, brush.seconds() - 0.08));
        brush.tone(0, 0.08, Curve.of(pitch), Curve.gate(0.08, 1), 0, 0.3, 0, 0.15);
        brush.tone(0.08, rest, Curve.of(pitch * 4 / 3), Curve.strike(0.001, rest), 0, 0.3, 0, 0.15);
    }

    static void drone(Brush brush) {
        Chance chance = brush.chance();
        double pitch = chance.between(55, 165);
        double length = brush.seconds();
        Curve breath = Curve.wander(chance, 0.4, 1, 1.5, length);
        brush.tone(Curve.of(pitch), breath, 0.5, 0.3, 0.2, 0.1);
        brush.tone(Curve.of(chance.around(pitch * 1.5, 0.01)), breath.times(0.6), 0.3, 0.2);
    }
}
