package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class PoolsTest {
    @Inject
    Database database;

    private static String timeout(Connections connections) {
        return get(connections.execute("SHOW statement_timeout")).iterator().next().getString(0);
    }

    @Test
    void allStatementsHaveADeadline() {
        assertThat(timeout(database.callers())).isEqualTo("10s");
        assertThat(timeout(database.worker())).isEqualTo("10s");
    }

    @Test
    void aStatementBeyondItsDeadlineIsAnOutageToItsCaller() {
        assertThatThrownBy(() -> get(database.callers()
                .withConnection(connection -> connection.query("SET statement_timeout = '50ms'")
                        .execute()
                        .chain(() -> connection.query("SELECT pg_sleep(5)").execute())
                        .onTermination()
                        .call(() -> connection.query("SET statement_timeout = '10s'").execute()))))
                .matches(DatabaseOutage::isBehind);
    }

    @Test
    void theWorkerHasConnectionsWhateverCallersAskFor() {
        List<CompletableFuture<RowSet<Row>>> searches = IntStream.range(0, 15)
                .mapToObj(i -> database.callers().execute("SELECT pg_sleep(1)").subscribeAsCompletionStage())
                .toList();
        get(database.worker().execute("SELECT 1"));
        assertThat(searches).as("searches that have ended before").noneMatch(CompletableFuture::isDone);
        CompletableFuture.allOf(searches.toArray(CompletableFuture[]::new)).join();
    }

    @ParameterizedTest
    @CsvSource({"20,7", "8,3", "3,2", "2,2", "1,2"})
    void theWorkerHasAThirdAndOneToListenWith(int most, int workers) {
        assertThat(Pools.workers(most)).isEqualTo(workers);
    }
}
