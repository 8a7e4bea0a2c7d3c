package dev.foley.sandbox.synth;

import static dev.foley.sandbox.synth.Filter.Band.BAND;
import static dev.foley.sandbox.synth.Filter.Band.HIGH;
import static dev.foley.sandbox.synth.Filter.Band.LOW;

/** Sounds of things that hit, break or burst. */
final class ImpactSounds {

    private ImpactSounds() {}

    static void explosion(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(LOW, 0.9, Curve.slide(chance.around(2400, 0.3), 90, 0.6 * length),
                Curve.strike(0.003, 1.1 * length).times(1.6));
        brush.tone(Curve.slide(chance.around(110, 0.3), 28, 0.4 * length), Curve.strike(0.004, 0.6 * length));
        brush.noise(HIGH, 0.7, Curve.of(1800), Curve.strike(0.001, Math.min(0.3, length)).times(0.6));
        double debris = Math.min(length, 2.5);
        for (double at = 0.3; at < debris; at += chance.between(0.02, 0.2)) {
            brush.noise(at, 0.05, BAND, 3, Curve.of(chance.between(600, 2800)),
                    Curve.strike(0.001, 0.05).times(0.5 / (1 + at)));
        }
    }

    static void hit(Brush brush) {
        Chance chance = brush.chance();
        double decay = Math.min(brush.seconds(), 0.9);
        brush.noise(LOW, 1, Curve.slide(chance.around(3000, 0.4), 200, 0.2), Curve.strike(0.001, decay));
        brush.tone(Curve.slide(chance.around(160, 0.4), 50, 0.15), Curve.strike(0.001, decay));
    }

    static void glass(Brush brush) {
        Chance chance = brush.chance();
        double length = Math.min(brush.seconds(), 2.5);
        brush.noise(0, 0.15, HIGH, 0.8, Curve.of(3500), Curve.strike(0.0005, 0.12).times(1.3));
        for (double at = 0.01; at < length; at += chance.between(0.004, 0.01) + at * at * 0.06) {
            double pitch = chance.between(2500, 9500);
            double ring = chance.between(0.05, 0.4);
            brush.tone(at, ring, Curve.of(pitch), Curve.strike(0.0005, ring).times(0.25 / (1 + 1.5 * at)));
        }
    }

    static void footsteps(Brush brush) {
        steps(brush, brush.chance().between(0.48, 0.6));
    }

    static void running(Brush brush) {
        steps(brush, brush.chance().between(0.26, 0.32));
    }

    private static void steps(Brush brush, double pace) {
        Chance chance = brush.chance();
        for (double at = 0.03; at < brush.seconds(); at += chance.around(pace, 0.06)) {
            double heavy = chance.between(0.8, 1.1);
            brush.noise(at, 0.1, LOW, 1.2, Curve.of(chance.between(240, 340)),
                    Curve.strike(0.002, 0.1).times(2 * heavy));
            brush.noise(at + 0.055, 0.07, BAND, 1, Curve.of(chance.between(1300, 2100)),
                    Curve.strike(0.003, 0.07).times(0.5 * heavy));
        }
    }

    static void knocks(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        for (double at = 0.02; at < length; at += 1.6) {
            for (int knock = 0; knock < 3; knock++) {
                double when = at + knock * chance.between(0.17, 0.21);
                brush.noise(when, 0.12, BAND, 5, Curve.of(chance.around(420, 0.1)), Curve.strike(0.001, 0.1).times(3));
                brush.tone(when, 0.12, Curve.of(chance.around(170, 0.05)), Curve.strike(0.001, 0.12).times(0.8));
            }
        }
    }

    static void clicks(Brush brush) {
        Chance chance = brush.chance();
        double pause = chance.between(0.45, 0.55);
        for (double at = 0.005; at < brush.seconds(); at += pause) {
            brush.noise(at, 0.02, BAND, 3, Curve.of(chance.around(3200, 0.1)), Curve.strike(0.0003, 0.015).times(2));
            brush.tone(at, 0.015, Curve.of(1900), Curve.strike(0.0005, 0.015).times(0.5));
        }
    }

    static void applause(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(BAND, 0.7, Curve.of(1300), Curve.of(0.15));
        for (double at = 0; at < length; at += chance.between(0.002, 0.014)) {
            brush.noise(at, 0.02, BAND, 2, Curve.of(chance.between(800, 2200)), Curve.strike(0.0007, 0.02));
        }
    }
}
