package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.foley.Depth;
import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.witness.SeenTask;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the ledger promises, at one and at several packaged replicas. */
class LedgerIT extends LedgerFixture {
    @Tag(Depth.DEEP)
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
    @Tag(Depth.DEEP)
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

    @Tag(Depth.DEEP)
    @Test
    void manyJobsKeepTheAccountsPaceAndStarveNoOne() {
        int count = 1_000;
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
