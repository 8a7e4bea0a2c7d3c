package dev.foley.facade;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Tells, once, which of its two ways Foley runs. */
@Singleton
class StartNotice {
    private static final Logger LOG = Logger.getLogger(StartNotice.class);

    void onStart(@Observes StartupEvent event) {
        LOG.info("No database: Foley passes through to kie.ai, and keeps neither jobs nor audio");
    }
}
