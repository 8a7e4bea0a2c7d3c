package dev.foley.sandbox.synth;

/**
 * A small, fast, reproducible source of chance (xorshift64*, Vigna 2016): the same seed rolls the same numbers on every
 * machine and every Java version, which {@link java.util.Random}'s siblings do not promise.
 */
final class Dice {

    private static final long MULTIPLIER = 0x2545F4914F6CDD1DL;
    private static final long NEVER_ZERO = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1p-53;

    private long state;

    Dice(long seed) {
        state = scramble(seed);
    }

    /** Spreads neighbouring seeds over all 64 bits (the finaliser of MurmurHash3), never giving zero. */
    static long scramble(long seed) {
        long mixed = (seed ^ seed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        mixed ^= mixed >>> 33;
        return mixed == 0 ? NEVER_ZERO : mixed;
    }

    private long next() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return state * MULTIPLIER;
    }

    /** From 0, inclusive, to 1, exclusive. */
    double unit() {
        return (next() >>> 11) * TO_UNIT;
    }

    /** From -1 to 1, evenly: one sample of white noise. */
    float noise() {
        return (next() >> 40) * 0x1p-23f;
    }
}
