package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    /** Of the worker's statements, which take milliseconds, or a second for a batch of a thousand. */
    private static final Duration WORKERS_DEADLINE = Duration.ofSeconds(10);
    /** For the way from the server, and for a server that is slow to end a statement. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** For a connection, new or of the pool. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** After which a connection is made anew, so that none stays with a server that is no longer the right one. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Duration deadline;
    private @Nullable Pool callers;

    Pools(LedgerConfig config) {
        this.deadline = config.statementTimeout();
    }

    @Override
    public Pool create(Input input) {
        int most = input.poolOptions().getMaxSize();
        int workers = workers(most);
        callers = pool(input,
                new PoolOptions(input.poolOptions()).setShared(false).setMaxSize(Math.max(1, most - workers)),
                deadline);
        return pool(input, new PoolOptions(input.poolOptions()).setMaxSize(workers), WORKERS_DEADLINE);
    }

    private static Pool pool(Input input, PoolOptions options, Duration deadline) {
        List<SqlConnectOptions> servers = input.pgConnectOptionsList()
                .stream()
                .<SqlConnectOptions>map(server -> withDeadline(server, deadline))
                .toList();
        options.setConnectionTimeout((int) LONGEST_WAIT.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxLifetime((int) LIFETIME.toMinutes())
                .setMaxLifetimeUnit(TimeUnit.MINUTES);
        return PgBuilder.pool().with(options).connectingTo(servers).using(input.vertx()).build();
    }

    /** At least two, because one of them listens. */
    static int workers(int most) {
        return Math.max(2, most / WORKERS_SHARE + 1);
    }

    /**
     * The server ends a statement that takes longer, and this end a connection on which nothing comes for longer than that: a
     * network may swallow what is sent without a word. A connection that nobody uses for so long goes, too.
     */
    private static PgConnectOptions withDeadline(PgConnectOptions server, Duration deadline) {
        PgConnectOptions options = new PgConnectOptions(server);
        options.setConnectTimeout((int) LONGEST_WAIT.toMillis()).setTcpKeepAlive(true);
        if (!deadline.isZero()) {
            options.addProperty("statement_timeout", String.valueOf(deadline.toMillis()));
            options.setIdleTimeout((int) deadline.plus(GRACE).toSeconds());
        }
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
