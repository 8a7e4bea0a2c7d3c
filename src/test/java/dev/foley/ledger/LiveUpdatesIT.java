package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.foley.Depth;
import dev.foley.sandbox.Sandbox;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Thousands of clients follow jobs at one packaged replica. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LiveUpdatesIT {
    private static final int JOBS = 100;
    private static final String HEAP = "512m";
    /** As many as the deepest run has. */
    private static final String MOST = "10000";

    private RestartablePostgres postgres;
    private Sandbox sandbox;
    private Replica replica;

    @BeforeEach
    void open() {
        postgres = new RestartablePostgres();
        sandbox = Sandbox.configure().start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                // Nothing leaves the queue, but for the first.
                "foley.download.allow-http", "true", "foley.submit.limit", "1", "foley.submit.window", "1H",
                "foley.limits.event-streams", MOST, "quarkus.http.limits.max-connections", "11000"));
        replica = new Replica(settings, HEAP).start();
    }

    @AfterEach
    void close() {
        replica.close();
        sandbox.close();
        postgres.close();
    }

    private List<String> queuedJobs() {
        // It takes the only turn there is.
        replica.create("the first", Map.of()).join();
        return IntStream.range(0, JOBS)
                .mapToObj(i -> replica.create("sound " + i, Map.of()).join())
                .map(answer -> new JsonObject(answer.body()).getString("id"))
                .toList();
    }

    @Depth(verify = 1_000, deep = 10_000)
    void everybodyFollowsOverOneListeningConnection(int clients) {
        List<String> jobs = queuedJobs();
        try (Followers followers = new Followers(replica.port(), "event: state\n", "event: end\n")) {
            followers.follow(Followers.atMost(clients),
                    jobs.stream().map(job -> "/v1/sound-effects/" + job + "/events").toList());

            assertThat(postgres.count("pg_stat_activity WHERE query LIKE 'LISTEN%'")).isEqualTo(1);
            List<Integer> answers = new ArrayList<>();
            jobs.forEach(job -> answers.add(
                    replica.send("POST", "/v1/sound-effects/" + job + "/cancel", null, Map.of()).join().statusCode()));
            assertThat(answers).hasSize(JOBS).containsOnly(200);
            followers.awaitTheEnd();
            followers.awaitGone();
        }
        assertThat(replica.log()).doesNotContain("OutOfMemory", "ERROR");
    }
}
