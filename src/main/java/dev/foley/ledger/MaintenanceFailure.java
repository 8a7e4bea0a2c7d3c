package dev.foley.ledger;

/**
 * A part of the ledger's maintenance failed, and will be tried again: a CDI event for whoever counts them.
 *
 * @param part in words, such as {@code deadlines}; one of a few
 */
public record MaintenanceFailure(String part) {}
