package dev.foley.ledger;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** A database outside of Quarkus. */
final class TestDatabase extends Database implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(30);

    private final Pool pool;

    TestDatabase(Pool pool) {
        super(null, null);
        this.pool = pool;
    }

    @Override
    public boolean isConfigured() { return true; }

    @Override
    Connections worker() {
        return new Connections(() -> pool, Duration.ZERO);
    }

    @Override
    Connections callers() {
        return new Connections(() -> pool, Duration.ZERO);
    }

    RowSet<Row> sql(String sql) {
        return await(worker().execute(sql));
    }

    int count(String sql) {
        return sql(sql).iterator().next().getLong(0).intValue();
    }

    static <T> T get(Uni<T> uni) {
        return await(uni);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(BOUND);
    }

    @Override
    public void close() {
        await(pool.close());
    }
}
