/** Durable jobs in PostgreSQL: from the moment a caller holds a job's id, the job reaches an end, and is paid for once. */
@NullMarked
package dev.foley.ledger;

import org.jspecify.annotations.NullMarked;
