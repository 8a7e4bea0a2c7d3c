package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Set<UUID> heard = ConcurrentHashMap.newKeySet();
    private TestDatabase database;
    private StoreFixture replica;
    private Signals signals;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        replica = new StoreFixture(database);
        signals = new Signals(database, (delay, task) -> {
            var scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        });
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
    void aChangeByAnyReplicaIsHeard() {
        UUID id = replica.queued("ann", "hear me");
        await().until(() -> heard.contains(id));
    }

    @Test
    void whoeverWatchesAJobHearsOfThatJobAlone() {
        UUID mine = replica.queued("ann", "mine");
        AtomicInteger changes = new AtomicInteger();
        var watch = signals.of(mine).subscribe().with(changed -> changes.incrementAndGet());
        UUID other = replica.queued("ann", "other");
        await().until(() -> heard.contains(other));
        replica.take(mine, new Step.Cancelled());
        await().until(() -> changes.get() >= 1);
        watch.cancel();
        assertThat(get(replica.store.find(other)).orElseThrow().state()).isEqualTo(State.QUEUED);
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
