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
 * itself leaves a timer behind when no connection is to be had (vertx-sql-client, issue 1706).
 */
final class Connections {
    private final Pool pool;

    Connections(Pool pool) {
        this.pool = pool;
    }

    /** Prepares the statement and runs it. */
    Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(parameters));
    }

    /** Runs a statement without parameters, unprepared. */
    Uni<RowSet<Row>> execute(String sql) {
        return pool.withConnection(connection -> connection.query(sql).execute());
    }

    <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> statements) {
        return pool.withConnection(statements);
    }

    /** Commits when {@code statements} complete, and rolls back when they fail. */
    <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> statements) {
        return pool.withTransaction(statements);
    }

    /** Whoever keeps a connection closes it. */
    Uni<SqlConnection> keep() {
        return pool.getConnection();
    }
}
