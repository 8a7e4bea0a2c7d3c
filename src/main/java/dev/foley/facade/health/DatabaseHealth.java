package dev.foley.facade.health;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.foley.ledger.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while the database answers and takes writes, and always where there is none. kie.ai is not asked: with a ledger, jobs are
 * taken while it is away, and taking every replica out of service would mend nothing.
 *
 * <p>
 * The database is asked in the background, so that a probe never waits behind others for a connection.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class);
    /** Between two questions; with the time for one, an outage is known well within ten seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** While the database is away, so that its return is known soon. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(500);
    /** For an answer: longer than one takes behind the worst load of others, which is no outage. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String NAME = "database";

    private final Database database;
    private final Vertx vertx;
    /** What the database answered last; empty before it was asked. */
    private volatile Optional<Boolean> answered = Optional.empty();
    private volatile boolean stopped;

    DatabaseHealth(Database database, Vertx vertx) {
        this.database = database;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent start) {
        if (database.isConfigured()) {
            askAgain();
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
    }

    private void askAgain() {
        if (!stopped) {
            ask().subscribe()
                    .with(up -> vertx.setTimer((up ? PAUSE : SHORT_PAUSE).toMillis(), later -> askAgain()));
        }
    }

    private Uni<Boolean> ask() {
        return database.reached()
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .replaceWith(true)
                .onFailure()
                .invoke(fault -> LOG.debugf("The database does not answer: %s", fault))
                .onFailure()
                .recoverWithItem(false)
                .invoke(up -> answered = Optional.of(up));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!database.isConfigured()) {
            return Uni.createFrom().item(HealthCheckResponse.named(NAME).up().withData("configured", false).build());
        }
        Optional<Boolean> known = answered;
        return known.map(up -> Uni.createFrom().item(up))
                .orElseGet(this::ask)
                .map(up -> HealthCheckResponse.named(NAME).status(up).build());
    }
}
