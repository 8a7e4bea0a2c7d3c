package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuotasTest {
    /** More than there are connections. */
    private static final int MANY = 50;
    private static final String[] LIMITS = {"foley.quota.jobs-in-flight", "3",
            "foley.quota.callers.rich.jobs-in-flight", "5", "foley.quota.callers.poor.credits-per-month", "10",
            "foley.quota.callers.poor.jobs-in-flight", "100",
            "foley.quota.callers.\"https://id.example#s-1\".credits-per-month", "1"};

    private static TestDatabase database;
    private static StoreFixture here;
    private static StoreFixture there;

    @BeforeAll
    static void open() {
        database = TestPostgres.migrated();
        here = new StoreFixture(database, LIMITS);
        there = new StoreFixture(database, LIMITS);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Uni<UUID> write(StoreFixture replica, String caller, double seconds, @Nullable String key) {
        return replica.writer.write(new NewJob(UUID.randomUUID(), caller,
                SoundEffectRequest.of("x").withDurationSeconds(seconds), key, false, null, null))
                .map(JobWriter.Written::id);
    }

    private static void end(UUID id, String state, String rest) {
        database.sql(
                String.format(Locale.ROOT, "UPDATE job SET state = '%s', completed_at = now(), %s WHERE id = '%s'",
                        state, rest, id));
    }

    @Test
    void replicasThatRaceNeverExceedWhatMayBeInFlight() {
        for (int round = 0; round < 20; round++) {
            String caller = "racer " + round;
            long written = await(Multi.createFrom()
                    .iterable(IntStream.range(0, 12).boxed().toList())
                    .onItem()
                    .transformToUniAndMerge(i -> write(i % 2 == 0 ? here : there, caller, 1, null).replaceWith(1)
                            .onFailure(QuotaException.JobsInFlight.class)
                            .recoverWithItem(0))
                    .filter(one -> one == 1)
                    .collect()
                    .with(java.util.stream.Collectors.counting()));
            assertThat(written).as(caller).isEqualTo(3);
        }
    }

    @Test
    void whoWaitsForTheirTurnLeavesConnectionsToOthers() {
        CompletableFuture<Void> locked = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        Quotas elsewhere = new Quotas(new TestLedgerConfig(LIMITS).quota());
        CompletableFuture<Void> writing = database.worker()
                .withTransaction(connection -> elsewhere.lock(connection, "slow")
                        .invoke(() -> locked.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(release)))
                .subscribeAsCompletionStage();
        assertThat(locked).succeedsWithin(TestDatabase.BOUND);
        List<CompletableFuture<UUID>> waiting = IntStream.range(0, MANY)
                .mapToObj(i -> write(here, "slow", 1, null).subscribeAsCompletionStage())
                .toList();

        for (int i = 0; i < 3; i++) {
            await(write(here, "quick", 1, null));
        }

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        release.complete(null);
        assertThat(writing).succeedsWithin(TestDatabase.BOUND);
        CompletableFuture<?> all = CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new));
        assertThat(all).failsWithin(TestDatabase.BOUND);
        assertThat(waiting).filteredOn(each -> !each.isCompletedExceptionally()).hasSize(3);
    }

    @Test
    void thereIsRoomAgainWhenAJobEnds() {
        UUID first = here.queued("ann", "1");
        here.queued("ann", "2");
        here.queued("ann", "3");
        assertThatThrownBy(() -> there.queued("ann", "4")).isInstanceOf(QuotaException.JobsInFlight.class)
                .hasMessageStartingWith(
                        "3 sound effects are on their way, and 3 are allowed to this caller at a time.");
        here.queued("bob", "of another");
        here.take(first, new Step.Cancelled());
        here.queued("ann", "5");
    }

    @Test
    void anUncertainJobIsNotOnItsWay() {
        for (int i = 0; i < 6; i++) {
            end(here.queued("carol", "lost " + i), "UNCERTAIN", "next_step_at = NULL");
        }
    }

    @Test
    void aRepeatedRequestIsNotCounted() {
        UUID job = await(write(here, "dave", 1, "key"));
        here.queued("dave", "2");
        here.queued("dave", "3");
        assertThat(await(write(there, "dave", 1, "key"))).isEqualTo(job);
        assertThatThrownBy(() -> await(write(there, "dave", 1, "another key")))
                .isInstanceOf(QuotaException.JobsInFlight.class);
        here.take(job, new Step.Cancelled());
        await(write(there, "dave", 1, "another key"));
    }

    @Test
    void aSoundThatIsUsedAgainIsNotCounted() {
        UUID made = here.queued("erin", "a bell");
        end(made, "SUCCEEDED", "credits = 1");
        for (int i = 0; i < 3; i++) {
            here.queued("erin", "a gong " + i);
        }
        assertThat(await(there.writer.write(new NewJob(UUID.randomUUID(), "erin", SoundEffectRequest.of("a bell"), null,
                true, null, null))).id()).isEqualTo(made);
    }

    @Test
    void aCallersOwnLimitIsInPlaceOfEverybodys() {
        for (int i = 0; i < 5; i++) {
            here.queued("rich", "x");
        }
        assertThatThrownBy(() -> here.queued("rich", "x")).isInstanceOf(QuotaException.JobsInFlight.class);
        assertThatThrownBy(() -> await(write(here, "https://id.example#s-1", 5, null)))
                .isInstanceOf(QuotaException.MonthlyCredits.class);
    }

    @Test
    void aJobCountsWithWhatItMayCostAndThenWithWhatItDid() {
        UUID long20 = await(write(here, "poor", 20, null));
        UUID long10 = await(write(here, "poor", 10, null));
        assertThatThrownBy(() -> await(write(there, "poor", 12, null)))
                .isInstanceOf(QuotaException.MonthlyCredits.class)
                .hasMessageMatching(
                        "It may cost 2\\.88 credits, and 7\\.2 of the 10 that this caller has for a month are "
                                + "spent or set aside\\. The next month begins at \\d{4}-\\d\\d-01T00:00:00Z; .*")
                .satisfies(fault -> assertThat(((QuotaException) fault).retryAfter()).isBetween(Duration.ofSeconds(0),
                        Duration.ofDays(31)));

        end(long20, "FAILED", "failure_reason = 'TASK_FAILED'");
        end(long10, "SUCCEEDED", "credits = 2.4");
        here.queued("poor", "of a length that the model chooses");
        assertThatThrownBy(() -> here.queued("poor", "of a length that the model chooses"))
                .isInstanceOf(QuotaException.MonthlyCredits.class)
                .hasMessageStartingWith("It may cost 5.28 credits, and 7.68 of the 10");
    }

    @Test
    void whatIsRemovedStaysSpent() {
        String limit = "foley.quota.credits-per-month";
        StoreFixture small = new StoreFixture(database, limit, "3");
        UUID job = await(write(small, "frank", 10, null));
        end(job, "SUCCEEDED", "credits = 2.4");
        database.sql("DELETE FROM job WHERE id = '" + job + "'");
        assertThatThrownBy(() -> await(write(small, "frank", 5, null)))
                .isInstanceOf(QuotaException.MonthlyCredits.class)
                .hasMessageStartingWith("It may cost 1.2 credits, and 2.4 of the 3");
        database.sql("UPDATE spent SET month = month - interval '1 month' WHERE caller = 'frank'");
        await(write(small, "frank", 5, null));
    }

    @Test
    void whatWasAskedForLastMonthIsNotCounted() {
        StoreFixture small = new StoreFixture(database, "foley.quota.credits-per-month", "3");
        UUID job = await(write(small, "grace", 10, null));
        database.sql("UPDATE job SET created_at = date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' "
                + "- interval '1 s' WHERE id = '" + job + "'");
        await(write(small, "grace", 10, null));
        assertThatThrownBy(() -> await(write(small, "grace", 10, null)))
                .isInstanceOf(QuotaException.MonthlyCredits.class);
    }

    @Test
    void replicasThatRaceNeverSetAsideMoreThanThereIs() {
        String[] limit = {"foley.quota.credits-per-month", "1"};
        StoreFixture left = new StoreFixture(database, limit);
        StoreFixture right = new StoreFixture(database, limit);
        for (int round = 0; round < 20; round++) {
            String caller = "spender " + round;
            await(Uni.join()
                    .all(write(left, caller, 4, null), write(right, caller, 4, null), write(left, caller, 4, null))
                    .andCollectFailures()
                    .onFailure()
                    .recoverWithNull());
            assertThat(database.count("SELECT count(*) FROM job WHERE caller = '" + caller + "'")).isEqualTo(1);
        }
    }

    @Test
    void jobsInFlightAreCountedByAnIndex() {
        await(database.worker()
                .withTransaction(connection -> connection.query("SET LOCAL enable_seqscan = off")
                        .execute()
                        .chain(() -> connection.query("""
                                                      EXPLAIN SELECT count(*) FROM job WHERE caller = 'ann'
                                                      AND state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')
                                                      """).execute())
                        .invoke(rows -> assertThat(rows.stream().map(row -> row.getString(0)).toList())
                                .anyMatch(line -> line.contains("job_in_flight")))));
    }
}
