package dev.foley.ledger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.InjectableInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** The database, where there is one: the same package runs with and without. */
@ApplicationScoped
public class Database {
    private final InjectableInstance<Pool> pools;

    Database(InjectableInstance<Pool> pools) {
        this.pools = pools;
    }

    /** Whether a database is configured; decided at start. */
    public boolean isConfigured() {
        return pools.getHandle().getBean().isActive();
    }

    /** Completes when the database has answered; fails when it cannot be reached. */
    public Uni<Void> reached() {
        return pool().query("SELECT 1").execute().replaceWithVoid();
    }

    Pool pool() {
        return pools.get();
    }
}
