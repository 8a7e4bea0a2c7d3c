package dev.foley.ledger;

import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The database connections of the worker, or those of callers' requests. A statement borrows one, because a pool that runs a statement
 * itself leaves a timer behind when no connection is to be had (vertx-sql-client, issue 1706). A connection to a server that
 * has become read-only, as after a failover, is ended: the next one finds the server that took over.
 */
final class Connections {
    /** The server would end it as well, only later. */
    private static final String END = "SELECT pg_terminate_backend(pg_backend_pid())";

    private final Pool pool;

    Connections(Pool pool) {
        this.pool = pool;
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
        return pool.withConnection(connection -> statements.apply(connection)
                .onFailure(DatabaseOutage::isReadOnly)
                .call(() -> connection.query(END).execute().onFailure().recoverWithNull()));
    }

    /** Commits when {@code statements} complete, and rolls back when they fail. */
    <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> statements) {
        return withConnection(connection -> connection.begin()
                .chain(transaction -> statements.apply(connection)
                        .call(transaction::commit)
                        .onFailure()
                        .call(() -> transaction.rollback().onFailure().recoverWithNull())));
    }

    /** Whoever keeps a connection closes it. */
    Uni<SqlConnection> keep() {
        return pool.getConnection();
    }
}
