package dev.foley.sandbox.config;

/** The generations of kie.ai's answers that were seen on the wire. */
public enum RecordProfile {

    /** Ten keys in a record; callbacks with {@code consumeCredits} and {@code remainedCredits}. */
    APRIL_2026,
    /** Also {@code creditsConsumed}. */
    AUGUST_2026,
    /**
     * Also {@code creditsConsumed}, {@code operationType}, {@code successFlag}, {@code paramJson} and {@code
     * response}.
     */
    OCTOBER_2026
}
