package dev.foley.sandbox.synth;

/**
 * What one run may choose. Part of every choice belongs to the prompt and is the same in each run; the rest belongs to
 * the run. The closer the prompt is to be followed, the smaller that rest.
 */
final class Chance {

    private final Dice prompt;
    private final Dice run;
    private final double freedom;
    private final float ownNoise;
    private final float sharedNoise;

    /**
     * @param promptSeed the same for the same words
     * @param runSeed another one for each run
     * @param freedom how much of each choice is the run's: 0, none, to 1
     */
    Chance(long promptSeed, long runSeed, double freedom) {
        this.prompt = new Dice(promptSeed);
        this.run = new Dice(runSeed);
        this.freedom = freedom;
        this.ownNoise = (float) Math.sqrt(freedom);
        this.sharedNoise = (float) Math.sqrt(1 - freedom);
    }

    /** A value from {@code low} to {@code high}. */
    double between(double low, double high) {
        double chosen = prompt.unit() * (1 - freedom) + run.unit() * freedom;
        return low + (high - low) * chosen;
    }

    /** {@code value} up to {@code octaves} higher or lower. */
    double around(double value, double octaves) {
        return value * Math.pow(2, between(-octaves, octaves));
    }

    /** A choice from {@code 0} to {@code count - 1} that belongs to the prompt alone. */
    int choose(int count) {
        return (int) (prompt.unit() * count);
    }

    /** One sample of white noise, as loud whatever the share of the run. */
    float noise() {
        return sharedNoise * prompt.noise() + ownNoise * run.noise();
    }
}
