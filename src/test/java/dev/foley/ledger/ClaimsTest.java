package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void replicasThatRaceForOneJobTakeItOnce() {
        StoreFixture here = new StoreFixture(database, "foley.submit.limit", "100", "foley.ledger.submits", "100");
        StoreFixture there = new StoreFixture(database, "foley.submit.limit", "100", "foley.ledger.submits", "100");
        Set<UUID> queued = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            queued.add(here.queued("ann", "job " + i));
        }
        List<Uni<Optional<Claims.Paced>>> race = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            race.add((i % 2 == 0 ? here : there).claims.submit(here.owner));
        }
        List<UUID> taken = new ArrayList<>(await(Uni.join().all(race).andFailFast()).stream()
                .flatMap(Optional::stream)
                .map(claim -> claim.job().id())
                .toList());
        for (Optional<Claims.Paced> rest = here.claim(); rest.isPresent(); rest = here.claim()) {
            taken.add(rest.get().job().id());
        }
        assertThat(taken).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(queued);
    }

    @Test
    void noMoreThanTheLimitAreGrantedWhileCallsAreUnderWay() {
        StoreFixture here = new StoreFixture(database, "foley.submit.limit", "5", "foley.submit.window", "10S",
                "foley.ledger.submits",
                "100");
        IntStream.range(0, 8).forEach(i -> here.queued("ann", "job " + i));
        List<Claims.Paced> granted = new ArrayList<>();
        for (Optional<Claims.Paced> claim = here.claim(); claim.isPresent(); claim = here.claim()) {
            granted.add(claim.get());
        }
        assertThat(granted).hasSize(5);
        await(here.pace.answered(Pace.Kind.SUBMIT, granted.get(0).slot()));
        assertThat(here.claim()).as("a window after the answer, not before").isEmpty();
        Loop.Rest rest = await(here.claims.untilSubmit());
        assertThat(rest.time()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(rest.undisturbed()).as("a job more makes no turn").isTrue();
    }

    @Test
    void aPauseHoldsEveryReplica() {
        StoreFixture here = new StoreFixture(database);
        StoreFixture there = new StoreFixture(database);
        here.queued("ann", "wait");
        await(here.pace.pause(Pace.Kind.SUBMIT, UUID.randomUUID(), null));
        assertThat(there.claim()).isEmpty();
        database.sql("UPDATE pause SET until = now()");
        assertThat(there.claim()).isPresent();
    }

    @Test
    void failuresOfTheSameMomentDoubleThePauseOnce() {
        StoreFixture here = new StoreFixture(database);
        IntStream.range(0, 10).forEach(i -> await(here.pace.pause(Pace.Kind.SUBMIT, UUID.randomUUID(), null)));
        assertThat(database.count("SELECT strikes::bigint FROM pause WHERE kind = 'SUBMIT'")).isEqualTo(1);
    }

    @Test
    void aSmallCallerIsNotStarvedByALargeOne() {
        StoreFixture here = new StoreFixture(database, "foley.submit.limit", "100", "foley.ledger.submits", "100");
        IntStream.range(0, 30).forEach(i -> here.queued("large", "job " + i));
        UUID small = here.queued("small", "only one");
        List<UUID> firstTwo = List.of(here.claim().orElseThrow().job().id(), here.claim().orElseThrow().job().id());
        assertThat(firstTwo).contains(small);
    }

    @Test
    void theOldestJobOfACallerIsFirst() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.submits", "100");
        List<UUID> queued = IntStream.range(0, 5).mapToObj(i -> here.queued("ann", "job " + i)).toList();
        List<UUID> taken = queued.stream().map(i -> here.claim().orElseThrow().job().id()).toList();
        assertThat(taken).isEqualTo(queued);
    }

    @Test
    void claimingReadsIndexesWithTenThousandJobs() {
        StoreFixture here = new StoreFixture(database);
        here.queued("ann", "one");
        database.sql(
                """
                INSERT INTO job (id, caller, state, prompt, loop, prompt_influence, output_format, fingerprint,
                                 next_step_at, give_up_at, task_id, failure_reason)
                SELECT gen_random_uuid(), 'ann', state, 'p', false, 0.3, 'mp3_44100_128', '\\x00',
                       CASE WHEN state = 'QUEUED' THEN now() WHEN state NOT IN ('SUCCEEDED', 'FAILED')
                            THEN now() + n * interval '1 ms' END,
                       now() + interval '1 day', CASE WHEN state <> 'QUEUED' THEN 't' || n END,
                       CASE WHEN state = 'FAILED' THEN 'REFUSED' END
                FROM (SELECT n, (ARRAY['SUCCEEDED', 'FAILED', 'QUEUED', 'GENERATING', 'FETCHING'])[1 + n % 5] AS state
                      FROM generate_series(1, 10000) AS n) AS jobs
                """);
        database.sql("ANALYZE");
        assertThat(plan(Claims.SUBMIT, "(integer, float8, float8, uuid, float8, integer)",
                "20, 70, 60, gen_random_uuid(), 10, 3"))
                .contains("using job_queue on job")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(Claims.POLL, "(integer, float8, float8, uuid, uuid)", "10, 61, 60, gen_random_uuid(), NULL"))
                .contains("using job_poll_due on job")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(Claims.FETCH, "(float8, uuid, integer, uuid, text[])", "60, gen_random_uuid(), 8, NULL, '{}'"))
                .contains("using job_fetch_due on job")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(Claims.UNDO, "(uuid, float8, integer)", "gen_random_uuid(), 0, 0"))
                .contains("using job_claim on job")
                .doesNotContain("Seq Scan on job");
        assertThat(plan(Claims.HAND_BACK, "(uuid[])", "ARRAY[gen_random_uuid()]")).contains("using job_leased on job")
                .doesNotContain("Seq Scan on job");
    }

    /** In one connection, as a prepared statement, as the driver runs it. */
    private String plan(String sql, String types, String values) {
        return await(database.worker()
                .withConnection(connection -> connection
                        .query("PREPARE claim " + types + " AS " + sql)
                        .execute()
                        .chain(() -> connection.query("EXPLAIN EXECUTE claim(" + values + ")").execute())
                        .call(() -> connection.query("DEALLOCATE claim").execute())
                        .map(rows -> {
                            StringBuilder plan = new StringBuilder();
                            rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
                            return plan.toString();
                        })));
    }

    /** A row for each would be looked at in turn, if claims began with the callers. */
    @Test
    void callersWithoutJobsCostAClaimNothing() {
        StoreFixture here = new StoreFixture(database);
        here.queued("ann", "one");
        database.sql(
                "INSERT INTO caller (name, last_served_at) SELECT 'idle ' || n, now() FROM generate_series(1, 20000) AS n");
        database.sql("ANALYZE");
        String rows = await(database.worker()
                .withConnection(connection -> connection
                        .query("PREPARE claim (integer, float8, float8, uuid, float8, integer) AS " + Claims.SUBMIT)
                        .execute()
                        .chain(() -> connection
                                .query("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) EXECUTE claim(20, 70, 60, gen_random_uuid(), 10, 3)")
                                .execute())
                        .map(plan -> {
                            StringBuilder text = new StringBuilder();
                            plan.forEach(row -> text.append(row.getString(0)).append('\n'));
                            return text.toString();
                        })));
        assertThat(rows).doesNotContain("Seq Scan on caller").doesNotContainPattern("rows=\\d{4,} loops");
    }

    @Test
    void aLeaseThatRanOutIsTakenOver() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.lease", "0S");
        StoreFixture there = new StoreFixture(database);
        UUID id = here.queued("ann", "fetch me");
        LedgerJob job = here.claim().orElseThrow().job();
        here.take(id, new Step.Accepted(job.submissions(), "t1"));
        here.take(id, new Step.Made(List.of(java.net.URI.create("https://a.example/b.mp3")), null));
        assertThat(await(here.claims.fetch(here.owner, 8, null, List.of()))).hasSize(1);
        assertThat(await(there.claims.fetch(there.owner, 8, null, List.of()))).extracting(LedgerJob::id)
                .containsExactly(id);
        assertThat(await(there.claims.fetch(there.owner, 8, null, List.of()))).as("held now").isEmpty();
    }

    @Test
    void aHostThatIsAskedForEnoughIsLeftToOthers() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "fetch me");
        here.take(id, new Step.Accepted(here.claim().orElseThrow().job().submissions(), "t1"));
        here.take(id, new Step.Made(List.of(java.net.URI.create("https://slow.example:8443/b.mp3")), null));
        assertThat(await(here.claims.fetch(here.owner, 8, null, List.of("slow.example:8443")))).isEmpty();
        assertThat(await(here.claims.fetch(here.owner, 8, null, List.of("other.example")))).hasSize(1);
    }

    /** PostgreSQL holds no U+0000. */
    @Test
    void whatKieSaysIsWrittenWhateverCharactersItHas() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "strange");
        int submission = here.claim().orElseThrow().job().submissions();
        assertThat(here.take(id, new Step.Refused(submission, new Failure(Failure.Reason.REFUSED, "422", "a\u0000b"))))
                .map(LedgerJob::failure)
                .map(Failure::message)
                .contains("a\uFFFDb");
    }

    @Test
    void aSubmissionWhoseReplicaDiedIsUncertainAndNeverSentAgain() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.lease", "0S");
        UUID id = here.queued("ann", "lost");
        here.claim().orElseThrow();
        assertThat(await(here.maintenance.expireSubmissions())).isEqualTo(1);
        assertThat(here.stateOf(id)).isEqualTo(State.UNCERTAIN);
        assertThat(here.claim()).isEmpty();
    }

    @Test
    void aReplicaThatDiesBeforeItSendsLosesNothing() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.lease", "0S");
        UUID id = here.queued("ann", "never sent");
        UUID claim = UUID.randomUUID();
        assertThat(await(here.claims.submit(claim))).isPresent();
        assertThat(here.claim()).map(next -> next.job().id()).contains(id);
        assertThat(await(here.claims.sending(id, claim))).as("the dead one's claim").isEmpty();
    }

    @Test
    void aCancelledJobIsNotSentThoughItWasClaimed() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "no, wait");
        UUID claim = UUID.randomUUID();
        await(here.claims.submit(claim));
        assertThat(here.take(id, new Step.Cancelled())).isPresent();
        assertThat(await(here.claims.sending(id, claim))).isEmpty();
    }

    @Test
    void aClaimUnderWhichNothingWasSentIsTakenBack() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "in doubt");
        UUID claim = UUID.randomUUID();
        await(here.claims.submit(claim));
        await(here.claims.sending(id, claim));
        assertThat(await(here.claims.undo(claim, Duration.ZERO, false))).isEqualTo(1);
        assertThat(here.stateOf(id)).isEqualTo(State.QUEUED);
    }

    @Test
    void aSubmissionUnderWayIsLeftAlone() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "busy");
        here.claim().orElseThrow();
        assertThat(await(here.maintenance.expireSubmissions())).isZero();
        assertThat(here.stateOf(id)).isEqualTo(State.SUBMITTING);
    }

    @Test
    void theAnswerOfAnEarlierSubmissionCountsNoMore() {
        StoreFixture here = new StoreFixture(database);
        UUID id = here.queued("ann", "twice");
        int first = here.claim().orElseThrow().job().submissions();
        assertThat(here.take(id, new Step.Postponed(first, Duration.ZERO))).isPresent();
        assertThat(here.claim()).isPresent();
        assertThat(here.take(id, new Step.Postponed(first, Duration.ZERO))).as("said twice").isEmpty();
        assertThat(here.stateOf(id)).isEqualTo(State.SUBMITTING);
    }

    @Test
    void aLateAnswerHealsAnUncertainJob() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.lease", "0S");
        UUID id = here.queued("ann", "slow");
        int submission = here.claim().orElseThrow().job().submissions();
        await(here.maintenance.expireSubmissions());
        assertThat(here.take(id, new Step.Accepted(submission, "task-1"))).isPresent();
        assertThat(here.stateOf(id)).isEqualTo(State.GENERATING);
    }

    @Test
    void aJobThatWaitedTooLongFailsUnpaid() {
        StoreFixture here = new StoreFixture(database, "foley.ledger.queue-deadline", "0S");
        UUID id = here.queued("ann", "late");
        assertThat(here.claim()).as("its time is up").isEmpty();
        assertThat(await(here.maintenance.giveUp())).isEqualTo(1);
        LedgerJob job = await(here.store.find(id)).orElseThrow();
        assertThat(job.failure()).extracting(Failure::reason).isEqualTo(Failure.Reason.QUEUED_TOO_LONG);
        assertThat(job.credits()).isZero();
    }

    @Test
    void retentionRemovesJobAndAudioAndLeavesTheKeyUntilItExpires() {
        StoreFixture here = new StoreFixture(database);
        UUID old = await(here.writer.write(StoreFixture.job("ann", "old", "k"))).id();
        UUID young = here.queued("ann", "young");
        database.sql("INSERT INTO audio (job_id, bytes) VALUES ('" + old + "', '\\x00')");
        database.sql("UPDATE job SET state = 'SUCCEEDED', updated_at = now() - interval '31 days' WHERE id = '" + old
                + "'");
        assertThat(await(here.maintenance.forgetJobs())).isEqualTo(1);
        await(here.maintenance.forgetKeys());
        assertThat(await(here.store.find(old))).isEmpty();
        assertThat(database.count("SELECT count(*) FROM audio")).isZero();
        assertThat(database.count("SELECT count(*) FROM idempotency_key")).isEqualTo(1);
        database.sql("UPDATE idempotency_key SET expires_at = now()");
        assertThat(await(here.maintenance.forgetKeys())).isEqualTo(1);
        assertThat(database.count("SELECT count(*) FROM idempotency_key")).isZero();
        assertThat(here.stateOf(young)).isEqualTo(State.QUEUED);
    }
}
