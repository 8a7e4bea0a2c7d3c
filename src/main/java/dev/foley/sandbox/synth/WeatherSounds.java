package dev.foley.sandbox.synth;

import static dev.foley.sandbox.synth.Filter.Band.BAND;
import static dev.foley.sandbox.synth.Filter.Band.HIGH;
import static dev.foley.sandbox.synth.Filter.Band.LOW;

/** Sounds of weather, water and fire: filtered noise that never stops, and drops and cracks strewn over it. */
final class WeatherSounds {

    private WeatherSounds() {}

    static void rain(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(HIGH, 0.7, Curve.of(chance.around(2500, 0.4)), Curve.wander(chance, 0.25, 0.35, 1.5, length));
        brush.noise(LOW, 0.7, Curve.of(500), Curve.of(0.12));
        for (double at = 0; at < length; at += chance.between(0.004, 0.05)) {
            double pitch = chance.between(1200, 6000);
            brush.noise(at, 0.012, BAND, 6, Curve.of(pitch), Curve.strike(0.0005, 0.012).times(2.2));
        }
    }

    static void wind(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        Curve gusts = Curve.wander(chance, 0.15, 1, 1.2, length);
        Curve howl = Curve.wander(chance, 250, 900, 1.7, length);
        brush.noise(BAND, 1.2, howl, gusts);
        brush.noise(BAND, 9, seconds -> howl.at(seconds) * 1.5, gusts.times(0.8));
        brush.noise(LOW, 0.7, Curve.of(180), Curve.of(0.6));
    }

    static void thunder(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(0, length, HIGH, 0.7, Curve.of(900), Curve.strike(0.004, Math.min(0.5, length)).times(0.5));
        brush.noise(0, length, LOW, 0.8, Curve.slide(chance.around(420, 0.4), 70, length),
                Curve.wander(chance, 0.3, 2.4, 0.25, length).times(Curve.strike(0.03, 1.4 * length)));
        brush.noise(0, length, LOW, 1.4, Curve.of(60), Curve.swell(length, 0.25).times(1.6));
    }

    static void water(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(BAND, 0.8, Curve.wander(chance, 500, 1400, 0.4, length), Curve.of(0.35));
        for (double at = 0; at < length; at += chance.between(0.01, 0.09)) {
            double pitch = chance.between(350, 1900);
            double rise = chance.between(0.02, 0.09);
            brush.tone(at, rise, Curve.slide(pitch, pitch * 1.7, rise), Curve.swell(rise, 0.2).times(0.16));
        }
    }

    static void waves(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        double period = Math.min(length, chance.between(4, 6));
        Curve surf = Curve.wave(0.08, 1, 1 / period);
        brush.noise(LOW, 0.7, Curve.wave(400, 2600, 1 / period), surf);
        brush.noise(HIGH, 0.7, Curve.of(3000), surf.times(surf).times(0.3));
    }

    static void fire(Brush brush) {
        Chance chance = brush.chance();
        double length = brush.seconds();
        brush.noise(LOW, 0.7, Curve.of(320), Curve.wander(chance, 0.3, 0.7, 0.15, length));
        for (double at = 0; at < length; at += chance.between(0.01, 0.25)) {
            double loud = chance.between(0.2, 1.8);
            brush.noise(at, 0.02, BAND, 2, Curve.of(chance.between(1500, 5000)),
                    Curve.strike(0.0004, 0.018).times(loud));
        }
    }
}
