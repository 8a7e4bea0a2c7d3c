package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.foley.kie.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Scheduler scheduler = (delay, task) -> {
        var scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    };
    private final Set<UUID> heard = ConcurrentHashMap.newKeySet();
    private TestDatabase database;
    private StoreFixture replica;
    private Signals signals;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        replica = new StoreFixture(database, "foley.ledger.worker", "false");
        signals = new Signals(database, scheduler);
        signals.listen((id, state) -> heard.add(id));
        signals.start();
        await().until(() -> listeners() == 1);
    }

    @AfterEach
    void close() {
        signals.stop();
        database.close();
        timer.shutdownNow();
    }

    private int listeners() {
        return database.count(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");
    }

    @Test
    void aNewJobOfAReplicaWithoutAWorkerIsHeard() {
        UUID id = replica.queued("ann", "hear me");
        await().until(() -> heard.contains(id));
    }

    @Test
    void aNewJobIsLeftToTheWorkerBesideIt() {
        UUID quiet = new StoreFixture(database).queued("ann", "hear me not");
        UUID heardAfter = replica.queued("ann", "hear me");
        await().until(() -> heard.contains(heardAfter));
        assertThat(heard).doesNotContain(quiet);
    }

    @Test
    void aChangeByAnyReplicaIsHeard() {
        StoreFixture another = new StoreFixture(database);
        UUID id = another.queued("ann", "hear me");
        another.take(id, new Step.Cancelled());
        await().until(() -> heard.contains(id));
    }

    @Test
    void whoeverWatchesAJobIsToldOfThatJobAlone() {
        UUID mine = replica.queued("ann", "mine");
        UUID other = replica.queued("ann", "other");
        List<LedgerJob> told = new CopyOnWriteArrayList<>();
        Watches watches = watches("1H");
        watches.of(mine).subscribe().with(told::add);
        await().until(() -> told.size() == 1);

        replica.take(other, new Step.Cancelled());
        replica.take(mine, new Step.Cancelled());

        await().until(() -> told.size() == 2);
        assertThat(told).extracting(LedgerJob::id).containsOnly(mine);
        assertThat(told).extracting(LedgerJob::state).containsExactly(State.QUEUED, State.CANCELLED);
        await().until(() -> watches.size() == 0);
        watches.stop();
    }

    @Test
    void aChangeThatNobodyHeardOfIsSeenByTheNextLook() {
        UUID id = replica.queued("ann", "unheard");
        List<State> told = new CopyOnWriteArrayList<>();
        Watches watches = watches("0.2S");
        watches.of(id).subscribe().with(job -> told.add(job.state()));
        await().until(() -> told.size() == 1);

        signals.stop();
        replica.take(id, new Step.Cancelled());

        await().until(() -> told.contains(State.CANCELLED));
        watches.stop();
    }

    @Test
    void whoeverStopsWatchingLeavesNothingBehind() {
        UUID id = replica.queued("ann", "left alone");
        Watches watches = watches("1H");
        var first = watches.of(id).subscribe().with(job -> {});
        var second = watches.of(id).subscribe().with(job -> {});
        assertThat(watches.size()).isEqualTo(1);

        first.cancel();
        assertThat(watches.size()).isEqualTo(1);
        second.cancel();

        assertThat(watches.size()).isZero();
        watches.stop();
    }

    private Watches watches(String tick) {
        return new Watches(database, replica.store, null, signals, scheduler,
                new TestLedgerConfig("foley.ledger.tick", tick).ledger());
    }

    @Test
    void aBrokenConnectionIsReplaced() {
        database.sql("""
                     SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE query LIKE 'LISTEN%' AND datname = current_database() AND pid <> pg_backend_pid()
                     """);
        await().until(() -> {
            UUID id = replica.queued("ann", "again");
            return listeners() == 1 && heard.contains(id);
        });
    }
}
