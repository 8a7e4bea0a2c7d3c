package dev.foley.facade;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.foley.ledger.Database;

/** With a database the ledger, without one the pass-through: decided at start, in the same package. */
final class ChosenJobs {
    private ChosenJobs() {}

    @Produces
    @Singleton
    static Jobs jobs(Database database, LedgerJobs ledger, PassThroughJobs passThrough, Callers callers) {
        return new GuardedJobs(database.isConfigured() ? ledger : passThrough, callers);
    }
}
