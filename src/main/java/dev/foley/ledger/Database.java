package dev.foley.ledger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.InjectableInstance;
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

    Pool pool() {
        return pools.get();
    }
}
