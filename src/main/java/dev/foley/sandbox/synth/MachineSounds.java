package dev.foley.sandbox.synth;

import static dev.foley.sandbox.synth.Filter.Band.BAND;
import static dev.foley.sandbox.synth.Filter.Band.HIGH;
import static dev.foley.sandbox.synth.Filter.Band.LOW;

/** Sounds of engines, air and electricity. */
final class MachineSounds {

    private MachineSounds() {}

    static void engine(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        Curve turns = Curve.wander(chance, 42, 58, 0.9, length);
        brush.tone(turns, Curve.of(0.7), 0.8, 0.6, 0.5, 0.35, 0.3, 0.2);
        brush.noise(LOW, 0.8, seconds -> 8 * turns.at(seconds), Curve.wave(0.3, 0.7, 14));
    }

    static void helicopter(Brush brush) {
        double rate = brush.chance().between(10, 13);
        brush.noise(LOW, 0.9, Curve.of(700), Curve.wave(0.05, 1.4, rate));
        brush.tone(Curve.of(95), Curve.wave(0.1, 0.5, rate), 0.5, 0.3);
    }

    static void whoosh(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        double peak = chance.between(0.35, 0.55);
        Curve swell = Curve.swell(length, peak);
        double top = chance.around(2200, 0.3);
        brush.noise(BAND, 1.4, seconds -> 250 + top * swell.at(seconds), swell);
        brush.noise(HIGH, 0.7, Curve.of(4000), swell.times(swell).times(0.15));
    }

    static void hum(Brush brush) {
        double pitch = brush.chance().around(60, 0.1);
        brush.tone(Curve.of(pitch), Curve.of(0.8), 0.7, 0.2, 0.4, 0.1, 0.2);
        brush.noise(HIGH, 0.7, Curve.of(3000), Curve.of(0.02));
    }

    static void hiss(Brush brush) {
        brush.noise(HIGH, 0.7, Curve.of(brush.chance().around(2500, 0.3)), Curve.of(0.7));
    }

    static void robot(Brush brush) {
        Chance chance = brush.chance();
        for (double at = 0; at < brush.seconds(); at += 0.11) {
            double pitch = chance.between(220, 1500);
            brush.tone(at, 0.1, Curve.of(pitch), Curve.gate(0.09, 0.02), 0.5, 0.33, 0.25, 0.2);
        }
    }

    static void riser(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.tone(Curve.slide(chance.around(110, 0.3), 880, length), Curve.swell(length, 0.9), 0.5, 0.3, 0.2);
        brush.noise(BAND, 1, Curve.slide(300, 6000, length), Curve.swell(length, 0.9).times(0.7));
    }

    static void drop(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.tone(Curve.slide(chance.around(700, 0.5), 60, length), Curve.strike(0.01, 1.5 * length), 0.4, 0.2);
        brush.noise(LOW, 0.8, Curve.slide(4000, 150, length), Curve.strike(0.01, length).times(0.5));
    }
}
