package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What jobs cost, those included that have been removed.
 *
 * @param since   when the first of them was created, or later
 * @param credits consumed
 * @param jobs    those that consumed any
 * @param callers the same for each caller, by name, where the caller sees the jobs of others; else null
 */
public record CostSummary(Instant since, BigDecimal credits, long jobs, @Nullable List<OfCaller> callers) {
    /** What one caller's jobs cost. */
    public record OfCaller(String caller, BigDecimal credits, long jobs) {}
}
