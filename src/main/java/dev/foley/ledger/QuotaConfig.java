package dev.foley.ledger;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** How much a caller may have and spend; each without a limit unless one is set. */
@ConfigMapping(prefix = "foley.quota")
public interface QuotaConfig {
    /** How many jobs of one caller may be on their way at a time. */
    OptionalInt jobsInFlight();

    /** How many credits one caller's jobs of a month, in UTC, may cost. */
    Optional<BigDecimal> creditsPerMonth();

    /** Other limits for single callers, by name: a user's, {@code anonymous}, or issuer{@code #}subject. */
    Map<String, Limits> callers();

    /** Whether anybody has a limit. */
    static boolean isSet(QuotaConfig config) {
        return config.jobsInFlight().isPresent() || config.creditsPerMonth().isPresent() || !config.callers().isEmpty();
    }

    /** A caller's own limits; those of everybody for what is not set. */
    interface Limits {
        /** How many jobs of this caller may be on their way at a time. */
        OptionalInt jobsInFlight();

        /** How many credits this caller's jobs of a month may cost. */
        Optional<BigDecimal> creditsPerMonth();
    }
}
