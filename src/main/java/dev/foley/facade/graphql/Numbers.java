package dev.foley.facade.graphql;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Seconds and influences are Float, which every client knows, and have so few digits that a double prints them as they
 * are; money is BigDecimal.
 */
final class Numbers {
    private Numbers() {}

    /** Null for null, and for what is too large to be any of them. */
    static @Nullable Double real(@Nullable BigDecimal decimal) {
        if (decimal == null) {
            return null;
        }
        double real = decimal.doubleValue();
        return Double.isFinite(real) ? real : null;
    }
}
