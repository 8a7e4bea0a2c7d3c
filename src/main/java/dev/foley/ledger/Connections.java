package dev.foley.ledger;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jboss.logging.Logger;

/**
 * The database connections of the worker, or those of callers' requests. A statement borrows one, because a pool that runs a statement
 * itself leaves a timer behind when no connection is to be had (vertx-sql-client, issue 1706).
 *
 * <p>
 * A connection to a server that has become read-only, as after a failover, is ended: the next one finds the server that took
 * over. When nothing is heard of a statement long after its deadline, a network has swallowed it, and other connections as
 * well: all of them are made anew.
 */
final class Connections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final String END = "SELECT pg_terminate_backend(pg_backend_pid())";

    private final Supplier<Pool> pools;
    private final Duration silence;
    private volatile Pool current;
    /** When the server answered last. */
    private volatile long heard = System.nanoTime();

    /**
     * @param pools   makes a pool
     * @param silence after which nothing is expected any more; zero for never
     */
    Connections(Supplier<Pool> pools, Duration silence) {
        this.pools = pools;
        this.silence = silence;
        this.current = pools.get();
    }

    /** Prepares the statement and runs it. */
    Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return withConnection(connection -> connection.preparedQuery(sql).execute(parameters));
    }

    /** Runs a statement without parameters, unprepared. */
    Uni<RowSet<Row>> execute(String sql) {
        return withConnection(connection -> connection.query(sql).execute());
    }

    <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> statements) {
        return Uni.createFrom().deferred(() -> {
            Pool pool = current;
            return pool.withConnection(connection -> heard(pool, statements.apply(connection)
                    .onFailure(DatabaseOutage::isReadOnly)
                    .call(() -> connection.query(END).execute().onFailure().recoverWithNull())))
                    .onFailure(DatabaseOutage::isOfPool)
                    .invoke(full -> look(pool, full));
        });
    }

    /** Commits when {@code statements} complete, and rolls back when they fail. */
    <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> statements) {
        return withConnection(connection -> connection.begin()
                .chain(transaction -> statements.apply(connection)
                        .onFailure()
                        .call(() -> transaction.rollback().onFailure().recoverWithNull())
                        .call(transaction::commit)));
    }

    /** Whoever keeps a connection closes it, and {@link #ask}s on it. */
    Uni<SqlConnection> keep() {
        return Uni.createFrom().deferred(() -> {
            Pool pool = current;
            return pool.getConnection().onFailure(DatabaseOutage::isOfPool).invoke(full -> look(pool, full));
        });
    }

    /** Runs a statement on a connection that is kept. */
    Uni<Void> ask(SqlConnection kept, String sql) {
        return heard(current, kept.query(sql).execute()).replaceWithVoid();
    }

    private <T> Uni<T> heard(Pool pool, Uni<T> answer) {
        return silence.isZero()
                ? answer
                : answer.ifNoItem()
                        .after(silence)
                        .failWith(() -> new SilentDatabaseException(silence))
                        .onItem()
                        .invoke(() -> heard = System.nanoTime())
                        .onFailure()
                        .invoke(fault -> look(pool, fault));
    }

    /** A refusal is an answer. A connection that was swallowed while it was being made keeps its place in the pool for good. */
    private void look(Pool pool, Throwable fault) {
        boolean silent = System.nanoTime() - heard > silence.toNanos();
        if (fault instanceof PgException) {
            heard = System.nanoTime();
        } else if (fault instanceof SilentDatabaseException || silent && DatabaseOutage.isOfPool(fault)) {
            renew(pool);
        }
    }

    private synchronized void renew(Pool silent) {
        if (current == silent) {
            current = pools.get();
            heard = System.nanoTime();
            LOG.warnf("The database has not answered for %s: all connections are made anew", silence);
            close(silent);
        }
    }

    private static void close(Pool pool) {
        pool.close().subscribe().with(closed -> {}, broken -> LOG.debugf("A pool did not close: %s", broken));
    }

    @Override
    public void close() {
        close(current);
    }
}
