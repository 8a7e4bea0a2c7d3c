package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that an earlier Foley has filled. */
class UpgradeTest {
    private TestDatabase database;

    @BeforeEach
    void fillAndUpgrade() {
        String name = TestPostgres.create();
        TestPostgres.flyway(name, MigrationVersion.fromVersion("1")).migrate();
        database = new TestDatabase(TestPostgres.pool(name));
        database.sql("INSERT INTO caller (name) VALUES ('ann')");
        for (State state : State.values()) {
            insert(state);
        }
        database.sql(String.format(Locale.ROOT, "INSERT INTO audio VALUES ('%s', '\\x010203')", id(State.SUCCEEDED)));
        database.sql(String.format(Locale.ROOT, "INSERT INTO task_hint VALUES ('%s', 'hinted')", id(State.UNCERTAIN)));
        database.sql(String.format(Locale.ROOT,
                "INSERT INTO idempotency_key VALUES ('ann', 'k', '\\x00', '%s', now() + interval '1 day')",
                id(State.SUCCEEDED)));
        database.sql("INSERT INTO slot (kind, number) VALUES ('SUBMIT', 1)");
        assertThat(TestPostgres.flyway(name).migrate().migrationsExecuted).isPositive();
    }

    private void insert(State state) {
        boolean sent = state == State.GENERATING || state == State.FETCHING || state == State.SUCCEEDED;
        database.sql(
                String.format(Locale.ROOT,
                        """
                        INSERT INTO job (id, caller, state, prompt, loop, duration_seconds, prompt_influence, output_format,
                                         callback_url, fingerprint, next_step_at, give_up_at, lease_owner, claim, attempts,
                                         submissions, hinted, result_urls, credits, submitted_at, completed_at,
                                         task_id, media_type, bytes, sha256, failure_reason, failure_code, failure_message)
                        VALUES ('%s', 'ann', '%s', 'rain', true, 2.5, 0.30, 'opus_48000_64', 'https://foley.example/callbacks/1',
                                '\\x00', now() + interval '1 day', now() + interval '2 days', gen_random_uuid(),
                                gen_random_uuid(), 1, 2, true, '{https://a.example/b.opus}', 0.6, now(), now(), %s, %s, %s)
                        """,
                        id(state), state, sent ? "'task-" + state + "'" : "NULL",
                        state == State.SUCCEEDED ? "'audio/ogg', 3, '\\xabcd'" : "NULL, NULL, NULL",
                        state == State.FAILED ? "'REFUSED', '422', 'no'" : "NULL, NULL, NULL"));
    }

    private static UUID id(State state) {
        return new UUID(0, state.ordinal());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void aJobOfEachStateIsReadAsItWas(State state) {
        LedgerJob job = await(new StoreFixture(database).store.find(id(state))).orElseThrow();
        assertThat(job.state()).isEqualTo(state);
        assertThat(job.request().text()).isEqualTo("rain");
        assertThat(job.request().durationSeconds()).isEqualByComparingTo("2.5");
        assertThat(job.request().callbackUrl()).hasToString("https://foley.example/callbacks/1");
        assertThat(job.submissions()).isEqualTo(2);
        assertThat(job.credits()).isEqualByComparingTo("0.6");
        assertThat(job.resultUrls()).hasSize(1);
        assertThat(job.failure()).isEqualTo(state == State.FAILED
                ? new Failure(Failure.Reason.REFUSED, "422", "no")
                : null);
        assertThat(job.audio()).isEqualTo(state == State.SUCCEEDED
                ? new StoredAudio("audio/ogg", 3, "abcd", null)
                : null);
    }

    @Test
    void audioHintsKeysAndSlotsAreKept() {
        Buffer audio = await(new AudioStore(database).read(id(State.SUCCEEDED), 0, 3)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer));
        assertThat(audio.getBytes()).containsExactly(1, 2, 3);
        assertThat(await(new Hints(database).next(id(State.UNCERTAIN)))).contains("hinted");
        assertThat(database.count("SELECT count(*) FROM idempotency_key WHERE key = 'k'")).isEqualTo(1);
        assertThat(database.count("SELECT count(*) FROM slot WHERE number = 1 AND kind = 'SUBMIT'")).isEqualTo(1);
    }

    @Test
    void workGoesOnWhereItStood() {
        StoreFixture here = new StoreFixture(database);
        database.sql("UPDATE job SET next_step_at = now()");
        assertThat(here.claim()).map(claim -> claim.job().id()).contains(id(State.QUEUED));
        assertThat(await(here.claims.poll(here.owner, id(State.GENERATING)))).isPresent();
        assertThat(await(here.claims.fetch(here.owner, 8, null, java.util.List.of()))).extracting(LedgerJob::id)
                .containsExactly(id(State.FETCHING));
    }
}
