package dev.foley;

import java.math.BigDecimal;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** One form for each decimal, so that 5, 5.0 and 5.00 are the same request. */
final class Decimals {
    /** Beyond any value that passes validation; a number of more digits is left as it came, for validation to refuse. */
    private static final int MOST_DIGITS = 100;

    private Decimals() {}

    static @Nullable BigDecimal normalised(@Nullable BigDecimal value) {
        if (value == null || Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
            return value;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static BigDecimal of(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s: must be a finite number", field, value));
        }
        return BigDecimal.valueOf(value);
    }
}
