package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One replica with the settings that ship, behind a network that can fall silent. */
abstract class ShippedFixture {
    static final Duration BOUND = Duration.ofSeconds(120);

    RestartablePostgres postgres;
    SwallowingProxy network;
    Sandbox sandbox;
    Replica replica;

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
    void create(int count, String text) {
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

    int ready() {
        return replica.send("GET", "/q/health/ready", "", Map.of()).join().statusCode();
    }

    static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    long payments() {
        return sandbox.witness().tasks().size();
    }
}
