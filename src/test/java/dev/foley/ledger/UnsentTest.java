package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at the worst of moments, and those that come after them. */
class UnsentTest {
    @TempDir
    Path marks;

    private TestDatabase database;
    private StoreFixture store;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        store = new StoreFixture(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Unsent process(String directory) {
        Unsent process = new Unsent(store.claims, new TestLedgerConfig("foley.ledger.marks", directory).ledger());
        await(process.open());
        return process;
    }

    private Unsent process() {
        return process(marks.toString());
    }

    /** A job that this process has written down as being sent. */
    private UUID sending(Unsent process, UUID claim) {
        UUID id = store.queued("ann", "about to leave");
        await(store.claims.submit(claim)).orElseThrow();
        await(process.ready(claim));
        await(store.claims.sending(id, claim)).orElseThrow();
        return id;
    }

    @Test
    void whatHadNotLeftWhenItsProcessWasKilledIsSentAgain() {
        Unsent killed = process();
        UUID id = sending(killed, UUID.randomUUID());
        killed.close();
        await(process().takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.QUEUED);
    }

    @Test
    void alsoAfterItsLeaseHasEnded() {
        Unsent killed = process();
        UUID id = sending(killed, UUID.randomUUID());
        killed.close();
        database.sql("UPDATE job SET next_step_at = now()");
        await(store.maintenance.expireSubmissions());
        assertThat(store.stateOf(id)).isEqualTo(State.UNCERTAIN);
        await(process().takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.QUEUED);
    }

    @Test
    void whatHadLeftIsNeverSentAgain() {
        Unsent killed = process();
        UUID claim = UUID.randomUUID();
        UUID id = sending(killed, claim);
        killed.leaving(claim);
        killed.close();
        await(process().takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.SUBMITTING);
    }

    @Test
    void whatALivingProcessHoldsIsItsOwn() {
        Unsent living = process();
        UUID id = sending(living, UUID.randomUUID());
        await(process().takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.SUBMITTING);
        // Until here, for the lock on a file ends with the object that holds it, which may be collected.
        living.close();
    }

    @Test
    void whatWasTakenBackMayNotLeaveAnyMore() {
        Unsent thoughtDead = process();
        UUID claim = UUID.randomUUID();
        sending(thoughtDead, claim);
        thoughtDead.close();
        await(process().takeBackAll());
        assertThatThrownBy(() -> thoughtDead.leaving(claim)).hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatItsCallerHasRepeatedIsNotSentAsWell() {
        Unsent killed = process();
        UUID id = sending(killed, UUID.randomUUID());
        killed.close();
        database.sql("UPDATE job SET state = 'UNCERTAIN'");
        UUID again = store.queued("ann", "about to leave");
        database.sql(String.format(Locale.ROOT, "UPDATE job SET retry_of = '%s' WHERE id = '%s'", id, again));
        await(process().takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void whereNoMarksCanBeKeptItWorksWithoutThem() {
        Unsent process = process("/proc/none");
        UUID claim = UUID.randomUUID();
        UUID id = sending(process, claim);
        process.leaving(claim);
        await(process.takeBackAll());
        assertThat(store.stateOf(id)).isEqualTo(State.SUBMITTING);
    }

    /** As cleaners of temporary files do. */
    @Test
    void aDirectoryThatVanishesKeepsNothingFromBeingSent() throws IOException {
        Unsent process = process();
        UUID before = UUID.randomUUID();
        sending(process, before);
        try (Stream<Path> files = Files.walk(marks)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        process.leaving(before);
        UUID after = UUID.randomUUID();
        sending(process, after);
        process.leaving(after);
        await(process.takeBackAll());
        process.close();
    }
}
