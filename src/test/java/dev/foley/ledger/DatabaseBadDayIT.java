package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database's bad days: what readiness tells of them is told within seconds. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
@Tag(Depth.ALONE)
class DatabaseBadDayIT extends ShippedFixture {
    /** Within which readiness tells the truth. */
    private static final Duration TRUTH = Duration.ofSeconds(10);

    private void becomes(int readiness) {
        await().atMost(TRUTH).pollInterval(Duration.ofMillis(200)).until(this::ready, status -> status == readiness);
    }

    @Test
    void aDatabaseOnItsBadDayLosesNothing() throws InterruptedException {
        create(5, "before");
        network.swallow(true);
        becomes(503);
        pass(Duration.ofSeconds(15));
        network.swallow(false);
        await().atMost(Duration.ofSeconds(30)).until(this::ready, status -> status == 200);
        create(5, "after the silence");

        postgres.execute("ALTER SYSTEM SET default_transaction_read_only = on");
        postgres.execute("SELECT pg_reload_conf()");
        becomes(503);
        pass(Duration.ofSeconds(8));
        postgres.execute("ALTER SYSTEM RESET default_transaction_read_only");
        postgres.execute("SELECT pg_reload_conf()");
        becomes(200);
        create(5, "after the failover");

        for (int i = 0; i < 20; i++) {
            postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < 0.3");
            pass(Duration.ofMillis(200));
        }
        becomes(200);
        create(5, "after the massacre");
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres.count("job WHERE state = 'SUCCEEDED'") == 20);
        assertThat(payments()).isEqualTo(20);
        assertThat(replica.log()).doesNotContain("OutOfMemory");
    }
}
