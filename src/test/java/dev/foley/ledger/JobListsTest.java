package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobListsTest {
    private static final Caller ANN = Caller.of("ann");
    private static final Caller ADMIN = new Caller("root", true);
    private static final JobFilter ALL = new JobFilter(Set.of(), null, null);

    private TestDatabase database;
    private StoreFixture replica;
    private JobLists lists;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        replica = new StoreFixture(database);
        lists = new JobLists(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<UUID> page(Caller caller, JobFilter filter, JobPosition after, int most) {
        return await(lists.page(caller, filter, after, most)).stream().map(LedgerJob::id).toList();
    }

    private JobPosition position(UUID id) {
        LedgerJob job = await(replica.store.find(id)).orElseThrow();
        return new JobPosition(job.createdAt(), job.id());
    }

    @Test
    void pagesRunFromTheNewestToTheOldestWithoutGapsOrRepeats() {
        List<UUID> oldestFirst = IntStream.range(0, 7).mapToObj(i -> replica.queued("ann", "job " + i)).toList();
        replica.queued("eve", "another's");

        List<UUID> first = page(ANN, ALL, null, 3);
        List<UUID> second = page(ANN, ALL, position(first.get(2)), 3);
        List<UUID> third = page(ANN, ALL, position(second.get(2)), 3);

        assertThat(first).containsExactly(oldestFirst.get(6), oldestFirst.get(5), oldestFirst.get(4));
        assertThat(second).containsExactly(oldestFirst.get(3), oldestFirst.get(2), oldestFirst.get(1));
        assertThat(third).containsExactly(oldestFirst.get(0));
    }

    @Test
    void jobsOfTheSameInstantAreToldApart() {
        List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> replica.queued("ann", "twin " + i)).toList();
        database.sql("UPDATE job SET created_at = '2026-11-30'");

        List<UUID> first = page(ANN, ALL, null, 2);
        List<UUID> rest = page(ANN, ALL, position(first.get(1)), 10);

        assertThat(first).doesNotContainAnyElementsOf(rest);
        assertThat(rest).hasSize(3);
        assertThat(ids).containsAll(first).containsAll(rest);
    }

    @Test
    void statesAndWordsNarrowTheList() {
        UUID rain = replica.queued("ann", "Heavy RAIN, 100% _real_");
        UUID wind = replica.queued("ann", "wind");
        replica.take(wind, new Step.Cancelled());

        assertThat(page(ANN, new JobFilter(Set.of(State.CANCELLED), null, null), null, 10)).containsExactly(wind);
        assertThat(page(ANN, new JobFilter(Set.of(State.CANCELLED, State.QUEUED), null, null), null, 10)).hasSize(2);
        assertThat(page(ANN, new JobFilter(Set.of(), null, "heavy rain"), null, 10)).containsExactly(rain);
        assertThat(page(ANN, new JobFilter(Set.of(), null, "100% _"), null, 10)).containsExactly(rain);
        assertThat(page(ANN, new JobFilter(Set.of(), null, "%"), null, 10)).as("no wildcard").containsExactly(rain);
        assertThat(page(ANN, new JobFilter(Set.of(State.CANCELLED), null, "rain"), null, 10)).isEmpty();
    }

    @Test
    void callersSeeTheirOwnAndAdminsAll() {
        UUID mine = replica.queued("ann", "mine");
        UUID theirs = replica.queued("eve", "theirs");

        assertThat(page(ANN, ALL, null, 10)).containsExactly(mine);
        assertThat(page(ADMIN, ALL, null, 10)).containsExactly(theirs, mine);
    }

    @Test
    void anAdminAsksForTheJobsOfOneCaller() {
        UUID mine = replica.queued("ann", "mine");
        replica.queued("eve", "theirs");

        assertThat(page(ADMIN, new JobFilter(Set.of(), "ann", null), null, 10)).containsExactly(mine);
        assertThat(page(ANN, new JobFilter(Set.of(), "eve", null), null, 10)).isEmpty();
    }

    @Test
    void aTextIsFoundByItsIndexAmongThousandsOfJobs() {
        SearchIndex.create(TestPostgres.jdbc(database));
        UUID rain = replica.queued("ann", "Heavy RAIN on 100% _tin_");
        UUID queued = replica.queued("ann", "more rain on 100% _tin_");
        replica.take(rain, new Step.Cancelled());
        fill();

        assertThat(plan(ADMIN, new JobFilter(Set.of(), null, "rain on 100% _tin_"))).contains("job_by_text")
                .doesNotContain("Seq Scan");
        assertThat(page(ADMIN, new JobFilter(Set.of(), null, "rain on 100% _tin_"), null, 10))
                .containsExactlyInAnyOrder(queued, rain);
        assertThat(page(ADMIN, new JobFilter(Set.of(), null, "rain on 100% tin"), null, 10)).isEmpty();
    }

    @Test
    void anIndexThatWasBrokenOffIsMadeAnew() {
        SearchIndex.create(TestPostgres.jdbc(database));
        database.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'job_by_text'::regclass");
        SearchIndex.create(TestPostgres.jdbc(database));
        assertThat(database
                .count("SELECT count(*) FROM pg_index WHERE indexrelid = 'job_by_text'::regclass AND indisvalid"))
                .isEqualTo(1);
    }

    @Test
    void aPageAmongThousandsOfJobsIsReadFromAnIndex() {
        UUID id = replica.queued("ann", "one of many");
        fill();

        assertThat(plan(ANN, (JobPosition) null)).contains("job_by_caller").doesNotContain("Sort");
        assertThat(plan(ANN, position(id))).contains("job_by_caller").doesNotContain("Sort");
        assertThat(plan(ADMIN, position(id))).contains("job_by_age").doesNotContain("Sort");
    }

    private void fill() {
        database.sql("INSERT INTO caller (name) SELECT 'c' || number FROM generate_series(1, 50) AS number");
        database.sql(
                """
                INSERT INTO job (id, caller, state, prompt, loop, prompt_influence, output_format, fingerprint, created_at)
                SELECT gen_random_uuid(), name, 'CANCELLED', repeat(md5(number::text) || ' ', 10), false, 0.3, 'mp3_44100_128', '', now() - number * '1s'::interval
                FROM caller, generate_series(1, 200) AS number
                """);
        database.sql("ANALYZE job");
    }

    private String plan(Caller caller, JobFilter filter) {
        return plan(JobLists.Query.of(caller, filter, null, 21));
    }

    private String plan(Caller caller, JobPosition after) {
        return plan(JobLists.Query.of(caller, ALL, after, 21));
    }

    private String plan(JobLists.Query query) {
        StringBuilder plan = new StringBuilder();
        await(database.worker().execute("EXPLAIN " + query.sql(), Tuple.from(query.parameters())))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
