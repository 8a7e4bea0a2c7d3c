package dev.foley.ledger;

import java.util.Objects;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.jspecify.annotations.Nullable;

/** The database, where there is one: the same package runs with and without. */
@ApplicationScoped
public class Database {
    private final InjectableInstance<Pool> quarkus;
    private final Pools pools;

    Database(InjectableInstance<Pool> quarkus, Pools pools) {
        this.quarkus = quarkus;
        this.pools = pools;
    }

    /** Whether a database is configured; decided at start. */
    public boolean isConfigured() {
        return quarkus.getHandle().getBean().isActive();
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
        return opened(Pools::workers);
    }

    /** Connections for callers' requests, not shared with the worker. */
    Connections callers() {
        return opened(Pools::callers);
    }

    /** Quarkus makes its own pool, and with it the others, when it is first used. */
    private Connections opened(Function<Pools, @Nullable Connections> which) {
        Connections known = which.apply(pools);
        if (known == null) {
            ClientProxy.unwrap(quarkus.get().getDelegate());
            known = Objects.requireNonNull(which.apply(pools));
        }
        return known;
    }
}
