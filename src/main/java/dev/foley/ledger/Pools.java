package dev.foley.ledger;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import org.jspecify.annotations.Nullable;

/**
 * Divides the configured connections into two pools: one for the worker, which is Quarkus' own, and one for callers' requests,
 * with a deadline for each statement. So slow requests never take the worker's connections.
 */
@Singleton
@Unremovable
class Pools implements PgPoolCreator {
    /** The worker gets a third of the connections, and one more to listen for notifications. */
    private static final int WORKERS_SHARE = 3;

    private final Duration deadline;
    private @Nullable Pool callers;

    Pools(LedgerConfig config) {
        this.deadline = config.statementTimeout();
    }

    @Override
    public Pool create(Input input) {
        int most = input.poolOptions().getMaxSize();
        int workers = workers(most);
        callers = PgBuilder.pool()
                .with(new PoolOptions(input.poolOptions()).setShared(false).setMaxSize(Math.max(1, most - workers)))
                .connectingTo(List.<SqlConnectOptions>copyOf(withDeadline(input.pgConnectOptionsList())))
                .using(input.vertx())
                .build();
        return PgBuilder.pool()
                .with(new PoolOptions(input.poolOptions()).setMaxSize(workers))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /** At least two, because one of them listens. */
    static int workers(int most) {
        return Math.max(2, most / WORKERS_SHARE + 1);
    }

    private List<PgConnectOptions> withDeadline(List<PgConnectOptions> servers) {
        if (deadline.isZero()) {
            return servers;
        }
        return servers.stream().map(this::withDeadline).toList();
    }

    private PgConnectOptions withDeadline(PgConnectOptions server) {
        PgConnectOptions options = new PgConnectOptions(server);
        options.addProperty("statement_timeout", String.valueOf(deadline.toMillis()));
        return options;
    }

    /** Null until Quarkus has created its own pool. */
    @Nullable
    Pool callers() {
        return callers;
    }

    @PreDestroy
    void close() {
        if (callers != null) {
            callers.close();
        }
    }
}
