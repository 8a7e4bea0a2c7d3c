package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that says nothing, in place of a database that answers. */
class SilentNetworkTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private TestDatabase database;
    private SwallowingProxy network;
    private Connections connections;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        network = new SwallowingProxy(TestPostgres.port());
        connections = Pools.connections(TestPostgres.vertx().getDelegate(), new PoolOptions().setMaxSize(1),
                List.of(new PgConnectOptions().setHost("127.0.0.1")
                        .setPort(network.port())
                        .setDatabase(TestPostgres.name(database))
                        .setUser("postgres")
                        .setPassword("postgres")),
                DEADLINE);
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
        network.close();
        database.close();
    }

    @Test
    void aStatementInASilentConnectionEndsAndTheNextFindsAnotherConnection() {
        await(connections.execute("SELECT 1"));
        network.swallow(true);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> await(connections.execute("SELECT 1"))).matches(DatabaseOutage::isBehind);
        }
        network.swallow(false);
        assertThat(await(connections.execute("SELECT 1")
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200))
                .expireIn(20_000))).isNotEmpty();
    }
}
