package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL without a container engine. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class EmbeddedDatabaseTest {
    @Inject
    Pool pool;

    @Test
    void theDatabaseOfTestsIsPostgreSql17OrNewer() {
        String version = pool.query("SHOW server_version_num")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getString(0);
        assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(170000);
    }
}
