package dev.foley.ledger;

import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.jspecify.annotations.Nullable;

/** The database, where there is one: the same package runs with and without. */
@ApplicationScoped
public class Database {
    private final InjectableInstance<Pool> workers;
    private final Pools pools;
    private volatile @Nullable Connections callers;

    Database(InjectableInstance<Pool> workers, Pools pools) {
        this.workers = workers;
        this.pools = pools;
    }

    /** Whether a database is configured; decided at start. */
    public boolean isConfigured() {
        return workers.getHandle().getBean().isActive();
    }

    /** Completes when the database has answered, and takes writes; fails when it cannot be reached, or is read-only. */
    public Uni<Void> reached() {
        return worker()
                .withConnection(connection -> connection.query("SHOW transaction_read_only").execute().invoke(rows -> {
                    if (rows.iterator().next().getString(0).equals("on")) {
                        throw new ReadOnlyException();
                    }
                }))
                .replaceWithVoid();
    }

    /** Connections of the worker and of other background work. */
    Connections worker() {
        return new Connections(workers.get());
    }

    /** Connections for callers' requests: not shared with the worker, and with a deadline for each statement. */
    Connections callers() {
        Connections known = callers;
        if (known == null) {
            // Quarkus makes its own pool, and with it the other, when it is first used.
            ClientProxy.unwrap(workers.get().getDelegate());
            known = new Connections(Pool.newInstance(Objects.requireNonNull(pools.callers())));
            callers = known;
        }
        return known;
    }
}
