package dev.foley.ledger;

import java.time.Instant;
import java.util.UUID;

/** A job's place in a list, newest first. */
public record JobPosition(Instant createdAt, UUID id) {}
