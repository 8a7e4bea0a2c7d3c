package dev.foley.ledger;

import java.math.BigDecimal;

/**
 * What a caller's jobs cost, those included that have been removed.
 *
 * @param credits consumed
 * @param jobs    those that consumed any
 */
public record Cost(String caller, BigDecimal credits, long jobs) {}
