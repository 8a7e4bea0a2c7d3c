package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.jar.JarInputStream;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import io.vertx.core.buffer.Buffer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each statement of the ledger, on the oldest PostgreSQL that the README promises. */
class OldestPostgresTest {
    private static final Path BINARIES = Path.of("target", "oldest-postgres", "oldest-postgres.jar");
    private static final URI RESULT = URI.create("https://a.example/b.pcm");

    private static EmbeddedPostgres server;
    private static TestDatabase database;
    private StoreFixture here;
    private Hints hints;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.exists(BINARIES), "there is no such PostgreSQL for this platform");
        server = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, hardware) -> binaries())
                .setServerConfig("fsync", "off")
                .start();
        Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
        database = new TestDatabase(TestPostgres.pool(server.getPort(), "postgres"));
    }

    /** The archive within the jar. */
    private static InputStream binaries() throws IOException {
        JarInputStream jar = new JarInputStream(Files.newInputStream(BINARIES));
        while (!jar.getNextJarEntry().getName().endsWith(".txz")) {
            // The next one.
        }
        return jar;
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            database.close();
            server.close();
        }
    }

    @BeforeEach
    void clear() {
        database.sql("DELETE FROM job");
        database.sql("DELETE FROM spent");
        database.sql("DELETE FROM slot");
        database.sql("UPDATE pause SET until = now()");
        here = new StoreFixture(database);
        hints = new Hints(database);
    }

    private LedgerJob submitting(String text) {
        here.queued("ann", text);
        return here.claim().orElseThrow().job();
    }

    private LedgerJob generating(String text) {
        LedgerJob job = submitting(text);
        return here.take(job.id(), new Step.Accepted(job.submissions(), "task of " + text)).orElseThrow();
    }

    private LedgerJob fetching(String text) {
        return here.take(generating(text).id(), new Step.Made(List.of(RESULT), BigDecimal.ONE)).orElseThrow();
    }

    private LedgerJob succeeded(String text) {
        LedgerJob job = fetching(text);
        Buffer bytes = Buffer.buffer(new byte[16_000]);
        return here.take(job.id(), new Step.Stored(StoredAudio.of(OutputFormat.PCM_8000, null, bytes), bytes))
                .orElseThrow();
    }

    @Test
    void itIsTheOldest() {
        assertThat(database.sql("SHOW server_version").iterator().next().getString(0)).startsWith("14.");
    }

    @Test
    void aJobGoesItsWholeWay() {
        LedgerJob job = succeeded("a whole way");
        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(await(here.store.find(job.id()))).map(LedgerJob::audio)
                .contains(new StoredAudio(null, 16_000, job.audio().sha256(), BigDecimal.ONE));
        assertThat(await(new AudioStore(database).read(job.id(), 8_000, 8_000)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)).length()).isEqualTo(8_000);
        assertThat(await(new Costs(database).since(Caller.of("ann"), null, Instant.EPOCH)))
                .contains(new Cost("ann", BigDecimal.ONE, 1));
    }

    @Test
    void workIsClaimedAndHandedBack() {
        LedgerJob generating = generating("claimed");
        database.sql("UPDATE job SET next_step_at = now()");
        assertThat(await(here.claims.poll(here.owner, null))).map(claim -> claim.job().id()).contains(generating.id());
        assertThat(await(here.claims.handBack(List.of(here.owner)))).isEqualTo(1);
        LedgerJob fetching = fetching("claimed, too");
        assertThat(await(here.claims.fetch(here.owner, 8, null, List.of()))).extracting(LedgerJob::id)
                .containsExactly(fetching.id());
        here.queued("ann", "waits");
        assertThat(await(here.claims.untilSubmit()).time()).isLessThan(Duration.ofDays(1));
        assertThat(await(here.claims.untilPoll()).time()).isLessThan(Duration.ofDays(1));
        assertThat(await(here.claims.untilFetch()).time()).isLessThan(Duration.ofDays(1));
    }

    @Test
    void aClaimIsTakenBack() {
        UUID id = here.queued("ann", "in doubt");
        UUID claim = UUID.randomUUID();
        await(here.claims.submit(claim));
        await(here.claims.sending(id, claim));
        assertThat(await(here.claims.undo(claim, Duration.ZERO, false))).isEqualTo(1);
    }

    @Test
    void thePaceIsKept() {
        here.queued("ann", "paced");
        here.queued("ann", "paced, too");
        await(here.pace.answered(Pace.Kind.SUBMIT, here.claim().orElseThrow().slot()));
        await(here.pace.pause(Pace.Kind.SUBMIT, UUID.randomUUID(), Duration.ofSeconds(20)));
        assertThat(here.claim()).isEmpty();
        database.sql("UPDATE pause SET until = now()");
        await(here.pace.decided(Pace.Kind.SUBMIT, UUID.randomUUID()));
        assertThat(here.claim()).isPresent();
    }

    @Test
    void callbacksAreHeeded() {
        LedgerJob lost = submitting("lost");
        assertThat(await(hints.add(lost.id(), "a task"))).isTrue();
        database.sql("UPDATE job SET next_step_at = now()");
        assertThat(await(here.maintenance.expireSubmissions())).isEqualTo(1);
        assertThat(await(hints.add(lost.id(), "another task"))).isTrue();
        assertThat(await(hints.next(lost.id()))).contains("a task");
        await(hints.drop(lost.id(), "a task"));
        assertThat(await(hints.next(lost.id()))).contains("another task");
        assertThat(await(hints.add(generating("known").id(), "task of known"))).isTrue();
    }

    @Test
    void keysAndReuseFindTheirJob() {
        UUID keyed = await(here.writer.write(StoreFixture.job("ann", "keyed", "key"))).id();
        assertThat(await(here.writer.write(StoreFixture.job("ann", "keyed", "key"))).id()).isEqualTo(keyed);
        database.sql("DELETE FROM job");
        LedgerJob made = succeeded("used again");
        assertThat(await(here.writer.write(new NewJob(UUID.randomUUID(), "ann",
                SoundEffectRequest.of("used again"), null, true, null, null))).id()).isEqualTo(made.id());
    }

    @Test
    void textsAreSearchedAndCostsSummed() {
        SearchIndex.create(server.getPostgresDatabase());
        assertThat(database
                .count("SELECT count(*) FROM pg_index WHERE indexrelid = 'job_by_text'::regclass AND indisvalid"))
                .isEqualTo(1);
        LedgerJob made = succeeded("a search");
        assertThat(
                await(new JobLists(database).page(Caller.of("ann"), new JobFilter(Set.of(), null, "SEARCH"), null, 1)))
                .extracting(LedgerJob::id)
                .containsExactly(made.id());
        assertThat(await(new Costs(database).since(Caller.of("ann"), "ann", Instant.EPOCH))).hasSize(1);
    }

    @Test
    void whatIsOverIsForgotten() {
        UUID late = here.queued("ann", "late");
        database.sql("UPDATE job SET give_up_at = now()");
        assertThat(await(here.maintenance.giveUp())).isEqualTo(1);
        database.sql("UPDATE job SET updated_at = now() - interval '1 year'");
        assertThat(await(here.maintenance.forgetJobs())).isEqualTo(1);
        assertThat(await(here.maintenance.forgetKeys())).isZero();
        assertThat(await(here.maintenance.forgetCallers())).isZero();
    }
}
