package dev.foley.ledger;

/**
 * The job that a request got.
 *
 * @param replayed whether an earlier request with the same idempotency key had created it
 */
public record CreatedJob(LedgerJob job, boolean replayed) {}
