package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import org.junit.jupiter.api.Test;

/** What it takes to claim a job, with many callers who wait for nothing and many jobs that have ended, and without. */
class ClaimBenchmark {
    private static final int ROUNDS = 5;
    private static final int CLAIMS = 200;
    private static final int CALLERS = 10;
    private static final int IDLE_CALLERS = 100_000;
    private static final int ENDED_JOBS = 1_000_000;

    /** In milliseconds, the mean of a round. */
    private record Claimed(double queued, double empty) {}

    @Test
    void claims() throws Exception {
        try (TestDatabase small = TestPostgres.migrated(); TestDatabase large = TestPostgres.migrated()) {
            fill(large);
            Map<String, Callable<Claimed>> databases = new LinkedHashMap<>();
            databases.put(String.format(Locale.ROOT, "%d callers, nothing else", CALLERS), () -> round(small));
            databases.put(
                    String.format(Locale.ROOT, "%,d idle callers, %,d ended jobs besides", IDLE_CALLERS, ENDED_JOBS),
                    () -> round(large));
            Map<String, List<Claimed>> rounds = Rounds.interleave(ROUNDS, databases);
            Claimed baseline = median(rounds.values().iterator().next());
            Table table = Table.of("claims",
                    String.format(Locale.ROOT, "Claims of jobs, one after the other, %d rounds of %d", ROUNDS, CLAIMS),
                    "database", "of a queue", "of that without", "of an empty queue", "of that without");
            rounds.forEach((name, all) -> {
                Claimed median = median(all);
                table.row(name, millis(median.queued()), ratio(median.queued(), baseline.queued()),
                        millis(median.empty()), ratio(median.empty(), baseline.empty()));
            });
            table.write();
        }
    }

    private static void fill(TestDatabase database) {
        database.sql(String.format(Locale.ROOT,
                "INSERT INTO caller (name, last_served_at) SELECT 'idle ' || n, now() FROM generate_series(1, %d) AS n",
                IDLE_CALLERS));
        for (int part = 0; part < ENDED_JOBS / IDLE_CALLERS; part++) {
            database.sql(String.format(Locale.ROOT,
                    """
                    INSERT INTO job (id, caller, state, prompt, loop, prompt_influence,
                                     output_format, fingerprint, next_step_at, completed_at)
                    SELECT gen_random_uuid(), 'idle ' || n, 'CANCELLED', 'a sound', false, 0.3,
                           'mp3_44100_128', '\\x00', NULL, now()
                    FROM generate_series(1, %d) AS n
                    """, IDLE_CALLERS));
        }
        database.sql("ANALYZE");
    }

    private static Claimed round(TestDatabase database) {
        StoreFixture replica = new StoreFixture(database, "foley.ledger.submits", "1000000", "foley.submit.limit",
                "1000");
        database.sql("DELETE FROM job WHERE state <> 'CANCELLED'");
        double empty = claim(replica);
        IntStream.range(0, CLAIMS).forEach(i -> replica.queued("caller " + i % CALLERS, "sound " + i));
        database.sql("UPDATE slot SET free_at = now()");
        return new Claimed(claim(replica), empty);
    }

    private static double claim(StoreFixture replica) {
        long begun = System.nanoTime();
        for (int i = 0; i < CLAIMS; i++) {
            await(replica.claims.submit(UUID.randomUUID()));
        }
        return (System.nanoTime() - begun) / 1e6 / CLAIMS;
    }

    private static Claimed median(List<Claimed> rounds) {
        return new Claimed(Rounds.median(rounds, Claimed::queued), Rounds.median(rounds, Claimed::empty));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.2f", one / other);
    }
}
