package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.foley.Depth;
import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas behind a PgBouncer in transaction mode, with the settings that docs/how-to/deploy.md names. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
class PgBouncerIT {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final int JOBS = 60;

    private RestartablePostgres postgres;
    private PgBouncer bouncer;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        postgres = new RestartablePostgres();
        bouncer = new PgBouncer(postgres.port());
        sandbox = Sandbox.configure().set("create-limit", "0").set("task-duration", "200ms").start();
    }

    @AfterEach
    void close() {
        sandbox.close();
        bouncer.close();
        postgres.close();
    }

    private Replica replica() {
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.computeIfPresent("quarkus.datasource.jdbc.url",
                (key, url) -> url.replace(":" + postgres.port() + "/", ":" + bouncer.port() + "/")
                        + "?prepareThreshold=0");
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.callback.base-url", "%s",
                "quarkus.datasource.reactive.postgresql.use-layer7-proxy", "true",
                "quarkus.datasource.reactive.cache-prepared-statements", "false",
                "foley.submit.window", "1S"));
        return new Replica(settings);
    }

    @Test
    void everyJobIsPaidOnceAndKept() {
        try (Replica one = replica().start(); Replica another = replica().start()) {
            IntStream.range(0, JOBS)
                    .mapToObj(i -> (i % 2 == 0 ? one : another).create("bounced " + i, Map.of()))
                    .forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
            String first = one.send("GET", "/v1/sound-effects?text=bounced&limit=1", null, Map.of()).join().body();
            assertThat(first).contains("bounced");
            await().atMost(BOUND)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> postgres.count("job WHERE state = 'SUCCEEDED'") == JOBS);
            assertThat(sandbox.witness().tasks()).hasSize(JOBS);
            assertThat(one.log() + another.log()).doesNotContain("\"ERROR\"");
        }
    }
}
