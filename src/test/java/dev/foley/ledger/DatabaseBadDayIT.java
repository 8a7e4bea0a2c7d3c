package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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

    /** Ends connections of the replica. */
    private static final String TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            + "WHERE application_name = 'vertx-pg-client' AND ";

    private void becomes(int readiness) {
        await().atMost(TRUTH).pollInterval(Duration.ofMillis(200)).until(this::ready, status -> status == readiness);
    }

    private void ended(int jobs) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres.count("job WHERE state = 'SUCCEEDED'") == jobs);
    }

    @Test
    void aDatabaseOnItsBadDayLosesNothing() throws Exception {
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
            postgres.execute(TERMINATE + "random() < 0.3");
            pass(Duration.ofMillis(200));
        }
        becomes(200);
        create(5, "after the massacre");

        List<Connection> idle = postgres.idleSessions();
        await().atMost(TRUTH).pollInterval(Duration.ofMillis(200)).until(() -> {
            try (Statement statement = idle.get(0).createStatement()) {
                statement.execute(TERMINATE + "true");
            }
            idle.addAll(postgres.idleSessions());
            return ready() == 503;
        });
        pass(Duration.ofSeconds(5));
        for (Connection session : idle) {
            session.close();
        }
        becomes(200);
        create(5, "after the crowd");

        // As one that is an hour old: nothing of its own moves, and it lets nothing be forgotten.
        try (Connection old = postgres.inOpenTransaction("SELECT FROM job WHERE prompt LIKE 'before%' FOR UPDATE")) {
            create(5, "beside an old transaction");
            ended(30);
            old.rollback();
        }
        assertThat(payments()).isEqualTo(30);
        assertThat(replica.log()).doesNotContain("OutOfMemory");
    }
}
