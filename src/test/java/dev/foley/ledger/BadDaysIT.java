package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** kie.ai's bad days, and the database's, with the settings that ship; what readiness tells is told within seconds. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
@Tag(Depth.ALONE)
class BadDaysIT {
    private static final Duration BOUND = Duration.ofSeconds(120);
    /** Within which readiness tells the truth. */
    private static final Duration TRUTH = Duration.ofSeconds(10);

    private RestartablePostgres postgres;
    private SwallowingProxy network;
    private Sandbox sandbox;
    private Replica replica;

    @BeforeEach
    void open() throws IOException {
        postgres = new RestartablePostgres();
        postgres.renew();
        network = new SwallowingProxy(postgres.port());
        sandbox = Sandbox.configure().set("create-limit", "0").set("task-duration", "100ms").start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.computeIfPresent("quarkus.datasource.jdbc.url",
                (key, url) -> url.replace(":" + postgres.port() + "/", ":" + network.port() + "/"));
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.callback.base-url", "%s", "foley.ledger.marks",
                "target/marks",
                // All else is as it ships; this makes the test short.
                "foley.submit.window", "1S"));
        replica = new Replica(settings).start();
    }

    @AfterEach
    void close() throws IOException {
        replica.close();
        sandbox.close();
        network.close();
        postgres.close();
    }

    /** As a careful client does: with a key, and again until it is answered. */
    private void create(int count, String text) {
        for (int i = 0; i < count; i++) {
            String each = text + " " + i;
            await().atMost(BOUND)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> replica.create(each, Map.of("Idempotency-Key", each.replace(' ', '-')))
                            .join()
                            .statusCode(),
                            status -> status == 202);
        }
    }

    private int ready() {
        return replica.send("GET", "/q/health/ready", "", Map.of()).join().statusCode();
    }

    private void becomes(int readiness) {
        await().atMost(TRUTH).pollInterval(Duration.ofMillis(200)).until(this::ready, status -> status == readiness);
    }

    private static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    private long payments() {
        return sandbox.witness().tasks().size();
    }

    @Test
    void anOutageOfKieCostsFewJobsAndTheRestEndWell() throws InterruptedException {
        sandbox.faults().onEvery("create:html:503");
        create(40, "caught in the outage");
        pass(Duration.ofSeconds(22));
        sandbox.faults().clear();

        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres
                        .count("job WHERE state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')") == 0);
        Map<String, Integer> states = postgres.states();
        assertThat(states.get("SUCCEEDED")).as("%s", states).isGreaterThanOrEqualTo(35);
        assertThat(payments()).isEqualTo(states.get("SUCCEEDED").longValue());
    }

    @Test
    void aJobThatAloneMeetsAFaultCostsTheOthersNothing() {
        sandbox.faults().on("penniless", "create:402");
        create(1, "penniless");
        long begun = System.nanoTime();
        create(80, "like any other");
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> postgres.count("job WHERE state = 'SUCCEEDED'") == 80);
        // 20 in each window of a second and what lies between them; without the fault it takes as long.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(postgres.count("job WHERE state = 'QUEUED'")).isEqualTo(1);
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

    @Test
    void manyThatAreOverdueAreWorkedOffInBatches() {
        postgres.execute(
                """
                INSERT INTO job (id, caller, state, prompt, loop, prompt_influence, output_format, fingerprint,
                                 next_step_at, give_up_at)
                SELECT gen_random_uuid(), 'ann', 'QUEUED', repeat('p', 500), false, 0.3, 'mp3_44100_128', '\\x00',
                       now() + interval '1 day', now()
                FROM generate_series(1, 50000)
                """);
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres.count("job WHERE state = 'FAILED'") == 50_000);
        assertThat(replica.exitCode()).isEmpty();
        assertThat(ready()).isEqualTo(200);
    }
}
