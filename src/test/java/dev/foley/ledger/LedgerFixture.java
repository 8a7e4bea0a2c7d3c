package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.foley.sandbox.Sandbox;
import dev.foley.sandbox.witness.SeenTask;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** The packaged application as processes that come and go, one database, and a sandbox that sees all they do. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class LedgerFixture {
    static final Duration BOUND = Duration.ofSeconds(70);

    final List<Replica> replicas = new ArrayList<>();
    static RestartablePostgres postgres;
    Sandbox sandbox;

    @BeforeAll
    static void startPostgres() {
        postgres = new RestartablePostgres();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void open() {
        postgres.renew();
        sandbox = Sandbox.configure()
                .set("create-limit", "0")
                .set("query-limit", "0")
                .set("task-duration", "300ms")
                .set("callback-retries", "100")
                .set("callback-retry-delay", "500ms")
                .start();
    }

    @AfterEach
    void close() {
        replicas.forEach(Replica::close);
        sandbox.close();
    }

    Replica replica(String... overrides) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("quarkus.rest-client.kie.url", sandbox.url()),
                Map.entry("foley.kie.api-key", "sandbox"),
                Map.entry("foley.download.allow-http", "true"),
                Map.entry("foley.callback.base-url", "%s"),
                Map.entry("foley.submit.limit", "8"),
                Map.entry("foley.submit.window", "1S"),
                Map.entry("foley.submit.timeout", "2S"),
                Map.entry("foley.status.timeout", "2S"),
                Map.entry("foley.submit.backoff", "0.1S"),
                Map.entry("foley.submit.max-backoff", "1S"),
                Map.entry("foley.status.limit", "50"),
                Map.entry("foley.status.window", "0.2S"),
                Map.entry("foley.ledger.marks", "target/marks"),
                Map.entry("foley.ledger.lease", "3S"),
                Map.entry("foley.ledger.tick", "0.5S"),
                Map.entry("foley.ledger.first-poll", "0.3S"),
                Map.entry("foley.ledger.backoff", "0.1S"),
                Map.entry("foley.ledger.max-backoff", "1S")));
        settings.putAll(postgres.settings());
        for (int i = 0; i < overrides.length; i += 2) {
            settings.put(overrides[i], overrides[i + 1]);
        }
        Replica replica = new Replica(settings);
        replicas.add(replica);
        return replica;
    }

    /** So that an answer is lost because it is, and not because a busy machine's first calls take long. */
    static String[] patient(String... more) {
        return Stream.concat(Stream.of("foley.submit.timeout", "20S", "foley.ledger.lease", "60S"), Stream.of(more))
                .toArray(String[]::new);
    }

    Set<String> create(Replica replica, Collection<String> texts) {
        Set<String> ids = new HashSet<>();
        for (String text : texts) {
            ids.add(new JsonObject(replica.create(text, Map.of()).join().body()).getString("id"));
        }
        assertThat(ids).hasSize(texts.size()).doesNotContainNull();
        return ids;
    }

    static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "sound " + i).toList();
    }

    void awaitSuccess(Set<String> jobs) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(500))
                .until(postgres::states, Map.of("SUCCEEDED", jobs.size())::equals);
    }

    void assertOneTaskEach(Set<String> jobs) {
        assertThat(tasksByJob()).containsOnlyKeys(jobs)
                .allSatisfy((job, tasks) -> assertThat(tasks).as("tasks of job %s", job).isEqualTo(1));
    }

    private Map<String, Long> tasksByJob() {
        return sandbox.witness()
                .tasks()
                .stream()
                .map(SeenTask::callBackUrl)
                .collect(Collectors.groupingBy(url -> url.substring(url.lastIndexOf('/') + 1), Collectors.counting()));
    }

}
