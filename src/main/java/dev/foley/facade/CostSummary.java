package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a caller's jobs cost, as far as they are kept.
 *
 * @param since   when the first of them was created, or later
 * @param credits consumed
 * @param jobs    those that consumed any
 */
public record CostSummary(Instant since, BigDecimal credits, long jobs) {}
