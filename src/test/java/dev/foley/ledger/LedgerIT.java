package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.foley.Depth;
import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.Sandbox;
import dev.foley.sandbox.witness.SeenTask;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged application as processes that come and go, one database, and a sandbox that sees all they do. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LedgerIT {
    private static final Duration BOUND = Duration.ofSeconds(70);
    /** So many that there is work until the last round. */
    private static final int JOBS_OF_A_ROUND = 7;

    private final List<Replica> replicas = new ArrayList<>();
    private final Random random = new Random();
    private static RestartablePostgres postgres;
    private Sandbox sandbox;

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

    private Replica replica(String... overrides) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("quarkus.rest-client.kie.url", sandbox.url()),
                Map.entry("foley.kie.api-key", "sandbox"),
                Map.entry("foley.download.allow-http", "true"),
                Map.entry("foley.callback.base-url", "%s"),
                Map.entry("foley.submit.limit", "8"),
                Map.entry("foley.submit.window", "1S"),
                Map.entry("foley.submit.timeout", "2S"),
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
    private static String[] patient(String... more) {
        return Stream.concat(Stream.of("foley.submit.timeout", "20S", "foley.ledger.lease", "60S"), Stream.of(more))
                .toArray(String[]::new);
    }

    private Set<String> create(Replica replica, Collection<String> texts) {
        Set<String> ids = new HashSet<>();
        for (String text : texts) {
            ids.add(new JsonObject(replica.create(text, Map.of()).join().body()).getString("id"));
        }
        assertThat(ids).hasSize(texts.size()).doesNotContainNull();
        return ids;
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "sound " + i).toList();
    }

    private void awaitSuccess(Set<String> jobs) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(500))
                .until(postgres::states, Map.of("SUCCEEDED", jobs.size())::equals);
    }

    private void assertOneTaskEach(Set<String> jobs) {
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

    /** Lets the others work for a while that nobody can foresee. */
    private void work() {
        Instant until = Instant.now().plusMillis(100 + random.nextInt(900));
        await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(until));
    }

    @Test
    void theNextProcessGoesOnInAJobsTraceAndTheLogSaysWhoseJobItIs() {
        try (Collector collector = new Collector()) {
            String[] traced = {"quarkus.otel.exporter.otlp.endpoint", collector.url(),
                    "quarkus.otel.exporter.otlp.protocol", "http/protobuf", "quarkus.otel.bsp.schedule.delay", "100ms"};
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            Replica first = replica(traced).start();
            String job = new JsonObject(first.create("a nightingale [[takes:5s]]",
                    Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")).join().body()).getString("id");
            await().atMost(BOUND).until(() -> !collector.parents(trace, "job submit").isEmpty());
            first.kill();
            assertThat(collector.parents(trace, "job fetch")).isEmpty();
            Replica second = replica(traced).start();
            awaitSuccess(Set.of(job));
            await().atMost(BOUND).until(() -> !collector.parents(trace, "job fetch").isEmpty());
            assertThat(collector.parents(trace, "job fetch")).containsAll(collector.parents(trace, "job submit"));
            assertThat(collector.everything()).contains(job).doesNotContain("nightingale", "Bearer");
            assertThat((first.log() + second.log()).lines()).filteredOn(line -> line.contains(job))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(line -> assertThat(new JsonObject(line).getJsonObject("mdc"))
                            .contains(Map.entry("jobId", job), Map.entry("caller", "anonymous")));
            assertThat(first.log() + second.log()).doesNotContain("nightingale", "Bearer");
        }
    }

    @Depth(verify = 6, deep = 30)
    void howeverOftenItIsKilledEveryJobEndsWithOneTask(int kills) {
        Replica replica = replica().start();
        Set<String> jobs = create(replica, texts(kills * JOBS_OF_A_ROUND));
        for (int round = 0; round < kills; round++) {
            work();
            replica.kill();
            if (round % 5 == 0) {
                replica.launch();
                work();
                replica.kill();
            }
            replica.start();
        }
        awaitSuccess(jobs);
        assertOneTaskEach(jobs);
    }

    @Depth(verify = 6, deep = 30)
    void threeReplicasOneKilledEachRoundAndTheDatabaseRestartedLoseNothing(int rounds) {
        // So slow that there is work until the last round.
        String[] pace = {"foley.submit.limit", "3"};
        List<Replica> three = List.of(replica(pace), replica(pace), replica(pace));
        three.forEach(Replica::launch);
        three.get(0).kill();
        three.get(0).start();
        Set<String> jobs = create(three.get(0), texts(rounds * JOBS_OF_A_ROUND));
        for (int round = 0; round < rounds; round++) {
            work();
            Replica victim = three.get(round % 3);
            victim.kill();
            if (round % 10 == 5) {
                postgres.restart();
            }
            victim.start();
        }
        awaitSuccess(jobs);
        assertOneTaskEach(jobs);
    }

    @Test
    void lostAnswersHealThroughCallbacks() {
        Replica replica = replica().start();
        Set<String> jobs = create(replica, IntStream.range(0, 30)
                .mapToObj(i -> "sound " + i + (i % 3 == 0 ? " [[create:lost]]" : ""))
                .toList());
        await().atMost(BOUND).until(postgres::states, Map.of("SUCCEEDED", 30)::equals);
        assertOneTaskEach(jobs);
    }

    /** No more answers are lost than are awaited at a time, for each is awaited for 20 s. */
    @Test
    void withoutCallbacksLostAnswersAreUncertainAndNothingElseIs() {
        Replica replica = replica(patient("foley.callback.base-url", "")).start();
        create(replica, IntStream.range(0, 18)
                .mapToObj(i -> "sound " + i + (i % 3 == 0 ? " [[create:lost]]" : ""))
                .toList());
        await().atMost(BOUND).until(postgres::states, Map.of("SUCCEEDED", 12, "UNCERTAIN", 6)::equals);
        assertThat(sandbox.witness().tasks()).as("no second submit").hasSize(18);
    }

    @Test
    void oneKeyAtTheSameInstantAtTwoReplicasIsOneJob() {
        Replica here = replica().start();
        Replica there = replica().start();
        for (int i = 0; i < 100; i++) {
            Map<String, String> key = Map.of("Idempotency-Key", "key-" + i);
            var first = here.create("sound " + i, key);
            var second = there.create("sound " + i, key);
            CompletableFuture.allOf(first, second).join();
            assertThat(new JsonObject(first.join().body()).getString("id")).as("key %d", i)
                    .isNotNull()
                    .isEqualTo(new JsonObject(second.join().body()).getString("id"));
        }
        assertThat(postgres.states().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    }

    @Depth(verify = 200, deep = 1_000)
    void manyJobsKeepTheAccountsPaceAndStarveNoOne(int count) {
        String[] pace = {"foley.submit.limit", "20", "foley.submit.window", "0.4S"};
        try (TestDatabase database = postgres.migrated()) {
            StoreFixture queue = new StoreFixture(database, pace);
            for (int i = 0; i < count; i++) {
                get(queue.writer.write(StoreFixture.job("large", "large " + i, null)));
            }
            get(queue.writer.write(new NewJob(java.util.UUID.randomUUID(), "small", SoundEffectRequest.of("small"),
                    null, false, null, null)));
        }
        replica(pace).start();
        replica(pace).start();
        await().atMost(BOUND).until(() -> sandbox.witness().tasks().size() == count + 1);
        List<SeenTask> tasks = sandbox.witness()
                .tasks()
                .stream()
                .sorted(java.util.Comparator.comparing(SeenTask::createdAt))
                .toList();
        for (int i = 20; i < tasks.size(); i++) {
            assertThat(Duration.between(tasks.get(i - 20).createdAt(), tasks.get(i).createdAt()))
                    .as("21 creates from the %dth on", i - 20)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
        assertThat(tasks.subList(0, 100)).as("though %d were queued before it", count)
                .extracting(SeenTask::text)
                .contains("small");
    }

    @Test
    void aReplicaThatStopsFinishesOrHandsBackWhatItHolds() {
        Replica here = replica(patient()).start();
        Set<String> jobs = create(here, IntStream.range(0, 20)
                .mapToObj(i -> "sound " + i + " [[create:slow:1s]]")
                .toList());
        await().atMost(BOUND).until(() -> !sandbox.witness().tasks().isEmpty());
        here.stop();
        assertThat(postgres.states()).doesNotContainKeys("SUBMITTING", "UNCERTAIN");
        here.start();
        await().atMost(Duration.ofSeconds(40)).until(postgres::states, Map.of("SUCCEEDED", 20)::equals);
        assertOneTaskEach(jobs);
    }

    @Test
    void aReplicaThatStopsWaitsForWhatItIsAboutToHold() {
        Replica here = replica(patient()).start();
        awaitSuccess(create(here, List.of("a lark")));
        postgres.whileLocked("slot", () -> {
            create(here, List.of("a nightingale"));
            await().atMost(BOUND)
                    .until(() -> postgres.count("pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND query LIKE '%''SUBMIT''%FOR UPDATE%'") > 0);
            assertThat(here.stopsWithin(Duration.ofSeconds(3))).isFalse();
        });
        here.stop();
        assertThat(postgres.states()).doesNotContainKeys("SUBMITTING", "UNCERTAIN");
        here.start();
        await().atMost(Duration.ofSeconds(40)).until(postgres::states, Map.of("SUCCEEDED", 2)::equals);
    }

    @Test
    void theSamePackageWithoutADatabasePassesThrough() {
        Replica replica = new Replica(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key",
                "sandbox"));
        replicas.add(replica);
        replica.start();
        JsonObject job = new JsonObject(replica.create("through", Map.of()).join().body());
        assertThat(job.getString("taskId")).isEqualTo(job.getString("id"));
        assertThat(job.getString("state")).isEqualTo("generating");
        assertThat(replica.create("through", Map.of("Idempotency-Key", "k")).join().statusCode()).isEqualTo(501);
        assertThat(replica.log()).contains("No database").doesNotContain("Flyway");
    }
}
