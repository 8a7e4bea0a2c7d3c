package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import org.jspecify.annotations.Nullable;

/**
 * Divides the configured connections into two pools: one for the worker, and one for callers' requests. So slow requests never
 * take the worker's connections. Quarkus' own pool, of which these have the settings, stays unused: it cannot be made anew.
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
    /** For a connection of the pool: more than many batches at a time take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    /** After which a connection is made anew, so that none stays with a server that is no longer the right one. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Duration deadline;
    private @Nullable Connections workers;
    private @Nullable Connections callers;

    Pools(LedgerConfig config) {
        this.deadline = config.statementTimeout();
    }

    @Override
    public Pool create(Input input) {
        int most = input.poolOptions().getMaxSize();
        int workersShare = workers(most);
        workers = connections(input, workersShare, WORKERS_DEADLINE);
        callers = connections(input, Math.max(1, most - workersShare), deadline);
        return pool(input.vertx(), new PoolOptions(input.poolOptions()), input.pgConnectOptionsList(), deadline);
    }

    private static Connections connections(Input input, int most, Duration deadline) {
        return connections(input.vertx(), new PoolOptions(input.poolOptions()).setShared(false).setMaxSize(most),
                input.pgConnectOptionsList(), deadline);
    }

    /** @param deadline of each statement; zero for none */
    static Connections connections(Vertx vertx, PoolOptions options, List<PgConnectOptions> servers,
            Duration deadline) {
        return new Connections(
                () -> io.vertx.mutiny.sqlclient.Pool.newInstance(pool(vertx, options, servers, deadline)),
                deadline.isZero() ? Duration.ZERO : deadline.plus(GRACE));
    }

    private static Pool pool(Vertx vertx, PoolOptions options, List<PgConnectOptions> servers, Duration deadline) {
        options.setConnectionTimeout((int) LONGEST_WAIT.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxLifetime((int) LIFETIME.toMinutes())
                .setMaxLifetimeUnit(TimeUnit.MINUTES);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(servers.stream().<SqlConnectOptions>map(server -> options(server, deadline)).toList())
                .using(vertx)
                .build();
    }

    private static PgConnectOptions options(PgConnectOptions server, Duration deadline) {
        PgConnectOptions options = new PgConnectOptions(server);
        // Vert.x 4.5 does not copy it.
        options.setUseLayer7Proxy(server.getUseLayer7Proxy());
        options.setConnectTimeout((int) LONGEST_CONNECT.toMillis()).setTcpKeepAlive(true);
        boolean verifies = options.getSslMode() == SslMode.VERIFY_CA || options.getSslMode() == SslMode.VERIFY_FULL;
        if (!verifies && options.getTrustOptions() == null) {
            // As the JDBC driver has it: these modes encrypt, and trust any certificate.
            options.setTrustAll(true);
        }
        if (!deadline.isZero()) {
            options.addProperty("statement_timeout", String.valueOf(deadline.toMillis()));
        }
        return options;
    }

    /** At least two, because one of them listens. */
    static int workers(int most) {
        return Math.max(2, most / WORKERS_SHARE + 1);
    }

    /** Null until Quarkus has created its own pool. */
    @Nullable
    Connections workers() {
        return workers;
    }

    /** Null until Quarkus has created its own pool. */
    @Nullable
    Connections callers() {
        return callers;
    }

    @PreDestroy
    void close() {
        Stream.of(workers, callers).filter(Objects::nonNull).forEach(Connections::close);
    }
}
