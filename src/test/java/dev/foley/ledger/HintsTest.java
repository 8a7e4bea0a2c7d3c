package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintsTest {
    private TestDatabase database;
    private StoreFixture here;
    private Hints hints;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        here = new StoreFixture(database);
        hints = new Hints(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A job that runs, and whose next read is a minute away. */
    private UUID generating(String text) {
        UUID id = here.queued("ann", text);
        LedgerJob sent = here.claim().orElseThrow().job();
        here.take(id, new Step.Accepted(sent.submissions(), "task of " + text));
        database.sql("UPDATE job SET next_step_at = now() + interval '1 minute' WHERE id = '" + id + "'");
        return id;
    }

    private boolean isRead(UUID id) {
        return await(here.claims.poll(here.owner, id)).isPresent();
    }

    @Test
    void aCallbackBringsTheReadForwardOnceInTwoSeconds() {
        UUID job = generating("a");
        assertThat(isRead(job)).isFalse();
        assertThat(await(hints.add(job, "task of a"))).isTrue();
        assertThat(isRead(job)).isTrue();

        assertThat(await(hints.add(job, "task of a"))).isTrue();
        assertThat(isRead(job)).isFalse();
        assertThat(database.count("SELECT count(*) FROM job WHERE next_step_at = polled_at + interval '2 s'"))
                .isEqualTo(1);
        database.sql("UPDATE job SET next_step_at = next_step_at - interval '2 s'");
        assertThat(isRead(job)).isTrue();
    }

    @Test
    void aReadThatIsDueAlreadyComesFirst() {
        UUID due = generating("due");
        database.sql("UPDATE job SET next_step_at = clock_timestamp() WHERE id = '" + due + "'");
        UUID called = generating("called");
        await(hints.add(called, "task of called"));

        assertThat(await(here.claims.poll(here.owner, null)).orElseThrow().job().id()).isEqualTo(due);
        assertThat(await(here.claims.poll(here.owner, null)).orElseThrow().job().id()).isEqualTo(called);
    }

    @Test
    void whereReadsAreLateNoneIsBroughtForward() {
        UUID late = generating("late");
        database.sql("UPDATE job SET next_step_at = now() - interval '2 s' WHERE id = '" + late + "'");
        UUID called = generating("called");
        assertThat(await(hints.add(called, "task of called"))).isTrue();
        assertThat(isRead(called)).isFalse();
    }

    @Test
    void anUncertainJobIsReadAtItsTurnWhateverIsLate() {
        UUID late = generating("late");
        database.sql("UPDATE job SET next_step_at = now() - interval '2 s' WHERE id = '" + late + "'");
        UUID lost = here.queued("ann", "lost");
        here.claim();
        database.sql("UPDATE job SET state = 'UNCERTAIN', next_step_at = NULL WHERE id = '" + lost + "'");
        assertThat(await(hints.add(lost, "a task"))).isTrue();
        assertThat(await(here.claims.poll(here.owner, null)).orElseThrow().job().id()).isEqualTo(late);
        assertThat(isRead(lost)).isTrue();
    }
}
