package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that refuses connections. */
class ConnectionsTest {
    private static final int ACQUISITION_TIMEOUT_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getDelegate().getOrCreateContext();
    private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    private final Pool pool = PgBuilder.pool()
            .with(new PoolOptions().setConnectionTimeout(ACQUISITION_TIMEOUT_MILLIS)
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(Replica.freePort()))
            .using(vertx)
            .build();
    private final Connections connections = new Connections(() -> pool, Duration.ZERO);

    @AfterEach
    void close() {
        pool.close().await().indefinitely();
        vertx.close().await().indefinitely();
    }

    @Test
    void aStatementThatGotNoConnectionFailsOnceAndLeavesNothingBehind() {
        vertx.getDelegate().exceptionHandler(unhandled::add);
        CompletableFuture<Void> later = new CompletableFuture<>();
        CompletableFuture<?> statements = new CompletableFuture<>();
        context.exceptionHandler(unhandled::add);
        context.runOnContext(start -> CompletableFuture
                .allOf(connections.execute("SELECT 1").subscribeAsCompletionStage().exceptionally(refused -> null),
                        connections.execute("SELECT $1", Tuple.of(1)).subscribeAsCompletionStage())
                .whenComplete((done, refused) -> {
                    statements.completeExceptionally(refused);
                    // A timer that a statement left behind would have ended before this one.
                    vertx.getDelegate().setTimer(3 * ACQUISITION_TIMEOUT_MILLIS, end -> later.complete(null));
                }));

        assertThatThrownBy(statements::join).hasRootCauseInstanceOf(java.net.ConnectException.class);
        later.join();
        assertThat(unhandled).isEmpty();
    }
}
