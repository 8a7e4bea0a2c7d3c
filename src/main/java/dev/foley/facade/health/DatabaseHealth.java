package dev.foley.facade.health;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.ledger.Database;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while the database answers, and always where there is none. kie.ai is not asked: with a ledger, jobs are taken
 * while it is away, and taking every replica out of service would mend nothing.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class);
    /** Most probes give up after a second or a few. */
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final String NAME = "database";

    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!database.isConfigured()) {
            return Uni.createFrom().item(HealthCheckResponse.named(NAME).up().withData("configured", false).build());
        }
        return database.reached()
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .replaceWith(HealthCheckResponse.up(NAME))
                .onFailure()
                .invoke(fault -> LOG.debugf("The database does not answer: %s", fault))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
