package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobWriterTest {
    private static TestDatabase database;
    private static StoreFixture here;
    private static StoreFixture there;

    @BeforeAll
    static void open() {
        database = TestPostgres.migrated();
        here = new StoreFixture(database);
        there = new StoreFixture(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aWrittenJobIsReadBackAsItWasAskedFor() {
        SoundEffectRequest request = SoundEffectRequest.of("rain ☔ on tin")
                .withLoop(true)
                .withDurationSeconds(2.5)
                .withPromptInfluence(0)
                .withCallbackUrl(java.net.URI.create("https://foley.example/callbacks/1"));
        UUID id = await(here.writer.write(new NewJob(UUID.randomUUID(), "ann", request, null, false, null, null)))
                .id();
        LedgerJob job = await(here.store.find(id)).orElseThrow();
        assertThat(job.request()).isEqualTo(request);
        assertThat(job.state()).isEqualTo(State.QUEUED);
        assertThat(job.due()).isTrue();
    }

    @Test
    void aJobThatCanBeNoEarlierOneIsWrittenAtOnceForACallerNeverSeenBefore() {
        NewJob job = StoreFixture.job("a stranger", "hello", null);
        assertThat(here.writer.standsAlone(job)).isTrue();
        LedgerJob written = await(here.writer.writeAlone(job));
        assertThat(written.id()).isEqualTo(job.id());
        assertThat(written.caller()).isEqualTo("a stranger");
        assertThat(written.state()).isEqualTo(State.QUEUED);
        assertThat(await(here.store.find(job.id()))).map(LedgerJob::request).contains(job.request());
    }

    @Test
    void aJobThatMayBeAnEarlierOneDoesNotStandAlone() {
        assertThat(here.writer.standsAlone(StoreFixture.job("ann", "hello", "key"))).isFalse();
        assertThat(here.writer.standsAlone(
                new NewJob(UUID.randomUUID(), "ann", SoundEffectRequest.of("hello"), null, true, null, null)))
                .isFalse();
    }

    @Test
    void oneKeyAtTheSameInstantFromTwoReplicasIsOneJob() {
        for (int i = 0; i < 100; i++) {
            String key = "key-" + i;
            List<JobWriter.Written> ids = await(Uni.join()
                    .all(here.writer.write(StoreFixture.job("ann", "boom " + key, key)),
                            there.writer.write(StoreFixture.job("ann", "boom " + key, key)))
                    .andFailFast());
            assertThat(ids.get(0).id()).as(key).isEqualTo(ids.get(1).id());
            assertThat(ids).as(key).filteredOn(JobWriter.Written::replayed).hasSize(1);
        }
        assertThat(database.count("SELECT count(*) FROM job WHERE prompt LIKE 'boom %'")).isEqualTo(100);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefusedAndWritesNothing() {
        await(here.writer.write(StoreFixture.job("bob", "first", "k")));
        assertThatThrownBy(() -> await(there.writer.write(StoreFixture.job("bob", "second", "k"))))
                .isInstanceOf(IdempotencyConflictException.class);
        assertThat(database.count("SELECT count(*) FROM job WHERE prompt = 'second'")).isZero();
    }

    @Test
    void keysOfTwoCallersAreStrangers() {
        UUID mine = await(here.writer.write(StoreFixture.job("carol", "hum", "same"))).id();
        UUID yours = await(here.writer.write(StoreFixture.job("dave", "hum", "same"))).id();
        assertThat(mine).isNotEqualTo(yours);
    }

    @Test
    void anExpiredKeyIsFree() {
        UUID first = await(here.writer.write(StoreFixture.job("erin", "old", "aged"))).id();
        database.sql("UPDATE idempotency_key SET expires_at = now() - interval '1 s' WHERE key = 'aged'");
        UUID second = await(here.writer.write(StoreFixture.job("erin", "new", "aged"))).id();
        assertThat(second).isNotEqualTo(first);
        assertThat(await(here.writer.write(StoreFixture.job("erin", "new", "aged"))))
                .isEqualTo(new JobWriter.Written(second, true));
    }

    @Test
    void aKeyOutlivesItsJobAndIsNotPaidForAgain() {
        UUID removed = await(here.writer.write(StoreFixture.job("heidi", "once", "kept"))).id();
        database.sql("UPDATE job SET state = 'SUCCEEDED', completed_at = now() WHERE id = '" + removed + "'");
        database.sql("DELETE FROM job WHERE id = '" + removed + "'");
        assertThat(await(there.writer.write(StoreFixture.job("heidi", "once", "kept"))))
                .isEqualTo(new JobWriter.Written(removed, true));
        assertThat(database.count("SELECT count(*) FROM job WHERE prompt = 'once'")).isZero();
        database.sql("UPDATE idempotency_key SET expires_at = now() WHERE key = 'kept'");
        assertThat(await(there.writer.write(StoreFixture.job("heidi", "once", "kept"))).replayed()).isFalse();
    }

    @Test
    void theKeyOfABatchIsNoneOfASingleRequest() {
        await(here.writer.reserve("ivan", "b"));
        await(there.writer.reserve("ivan", "b"));
        assertThatThrownBy(() -> await(there.writer.write(StoreFixture.job("ivan", "1", "b"))))
                .isInstanceOf(IdempotencyConflictException.class);
        await(here.writer.write(StoreFixture.job("ivan", "1", "s")));
        assertThatThrownBy(() -> await(there.writer.reserve("ivan", "s")))
                .isInstanceOf(IdempotencyConflictException.class);
    }

    @Test
    void reuseGivesTheSoundOfAnIdenticalRequestThatSucceeded() {
        UUID made = here.queued("frank", "a bell");
        assertThat(reusing("frank", "a bell")).as("not finished yet").isNotEqualTo(made);
        database.sql("UPDATE job SET state = 'SUCCEEDED', completed_at = now() WHERE id = '" + made + "'");
        assertThat(reusing("frank", "a bell")).isEqualTo(made);
        assertThat(reusing("grace", "a bell")).as("another's").isNotEqualTo(made);
        assertThat(reusing("frank", "a gong")).isNotEqualTo(made);
    }

    private static UUID reusing(String caller, String text) {
        return await(here.writer.write(
                new NewJob(UUID.randomUUID(), caller, SoundEffectRequest.of(text), null, true, null, null)))
                .id();
    }

    @Test
    void requestsThatSoundTheSameHaveOneFingerprint() {
        SoundEffectRequest request = SoundEffectRequest.of("x").withDurationSeconds(5);
        Set<String> prints = new HashSet<>();
        for (SoundEffectRequest same : List.of(request, request.withDurationSeconds(5.0),
                request.withCallbackUrl(java.net.URI.create("https://a.example/b")))) {
            prints.add(Digests.hex(Digests.fingerprint(same)));
        }
        assertThat(prints).hasSize(1);
        assertThat(prints).doesNotContain(Digests.hex(Digests.fingerprint(request.withLoop(true))));
    }
}
