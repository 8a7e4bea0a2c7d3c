package dev.foley.ledger;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A job has come from one state into another by this replica's doing: a CDI event for whoever counts them.
 *
 * @param from  null for a job that is new
 * @param job   as it is now
 * @param spent how long it was in the state it came from
 */
public record Transition(@Nullable State from, LedgerJob job, Duration spent) {
    static Transition of(LedgerJob before, LedgerJob after) {
        return new Transition(before.state(), after, Duration.between(before.updatedAt(), after.updatedAt()));
    }
}
