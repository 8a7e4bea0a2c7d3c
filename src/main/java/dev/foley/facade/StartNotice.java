package dev.foley.facade;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.ledger.Database;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Tells, once, which of its two ways Foley runs. */
@Singleton
class StartNotice {
    private static final Logger LOG = Logger.getLogger(StartNotice.class);

    private final Database database;

    StartNotice(Database database) {
        this.database = database;
    }

    void onStart(@Observes StartupEvent event) {
        LOG.info(database.isConfigured()
                ? "With a database: Foley keeps jobs and audio in its ledger"
                : "No database: Foley passes through to kie.ai, and keeps neither jobs nor audio");
    }
}
