package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationTest {
    @Test
    void anEmptyDatabaseGetsTheWholeSchema() {
        Flyway flyway = TestPostgres.flyway(TestPostgres.create());
        assertThat(flyway.migrate().migrationsExecuted).isPositive();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void aMigratedDatabaseIsLeftAsItIsWithItsJobs() {
        String name = TestPostgres.create();
        TestPostgres.flyway(name).migrate();
        try (TestDatabase database = new TestDatabase(TestPostgres.pool(name))) {
            new StoreFixture(database).queued("ann", "kept");
            assertThat(TestPostgres.flyway(name).migrate().migrationsExecuted).isZero();
            assertThat(database.count("SELECT count(*) FROM job")).isEqualTo(1);
        }
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() {
        String name = TestPostgres.create();
        var first = CompletableFuture.supplyAsync(() -> TestPostgres.flyway(name).migrate().migrationsExecuted);
        var second = CompletableFuture.supplyAsync(() -> TestPostgres.flyway(name).migrate().migrationsExecuted);
        assertThat(first.join() + second.join())
                .isEqualTo(TestPostgres.flyway(name).info().applied().length);
    }
}
