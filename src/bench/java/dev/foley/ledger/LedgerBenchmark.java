package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How fast replicas bring jobs from the queue to their end when no limit holds them back, and what jobs that are stored
 * already make of that. Either ledger has a PostgreSQL of its own, and replicas that stay.
 */
class LedgerBenchmark {
    private static final int ROUNDS = 3;
    private static final int JOBS = 400;
    private static final List<Integer> STORED = List.of(1_000, 1_000_000);
    private static final List<Integer> REPLICAS = List.of(1, 3);
    private static final String HEAP = "160m";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Ended jobs, a second apart, of a hundred callers; as they are stored, nobody is told of them. Their indexes are made
     * when all are there: a million entries in no order, one by one, take many minutes.
     */
    private static final String FILL = """
                                       CREATE TEMP TABLE index_of_job AS
                                       SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'job' AND indexdef NOT LIKE 'CREATE UNIQUE%%';
                                       DO $$ DECLARE one record; BEGIN
                                           FOR one IN SELECT * FROM index_of_job LOOP EXECUTE 'DROP INDEX ' || one.indexname; END LOOP;
                                       END $$;
                                       SET session_replication_role = replica;
                                       INSERT INTO caller (name) SELECT 'caller ' || number FROM generate_series(0, 99) AS number;
                                       INSERT INTO job (id, caller, state, prompt, loop, duration_seconds, prompt_influence, output_format,
                                                        fingerprint, next_step_at, task_id, credits, media_type, bytes, sha256,
                                                        audio_seconds, created_at, updated_at, completed_at)
                                       SELECT md5(number::text)::uuid, 'caller ' || number %% 100, 'SUCCEEDED',
                                              'rain on a tin roof, and a door that slams far away ' || number, false, 4.5, 0.3,
                                              'mp3_44100_128', sha256(number::text::bytea), NULL, 'task ' || number, 1.08, 'audio/mpeg',
                                              72000, sha256(number::text::bytea), 4.5, past, past, past
                                       FROM (SELECT number, now() - make_interval(secs => number) AS past
                                             FROM generate_series(1, %d) AS number) AS numbers;
                                       SET session_replication_role = origin;
                                       DO $$ DECLARE one record; BEGIN
                                           FOR one IN SELECT * FROM index_of_job LOOP EXECUTE one.indexdef; END LOOP;
                                       END $$;
                                       ANALYZE;
                                       """;
    private static final String QUEUE = """
                                        WITH job AS (
                                            INSERT INTO job (id, caller, state, prompt, loop, duration_seconds, prompt_influence,
                                                             output_format, fingerprint, give_up_at)
                                            SELECT gen_random_uuid(), 'caller ' || number %% 100, 'QUEUED', 'beep', false, 0.5, 0.3,
                                                   'pcm_8000', sha256('beep'), now() + interval '1 day'
                                            FROM generate_series(1, %d) AS number
                                            RETURNING *)
                                        SELECT
                                        """
            + Signals.TELL + " FROM job";

    private final Sandbox sandbox = Deployed.unboundedSandbox();
    private final List<Site> sites = new ArrayList<>();

    /** A database with its replicas. */
    private record Site(RestartablePostgres postgres, List<Deployed> replicas) {
        /** Jobs a second. */
        double step() {
            long before = postgres.count("job WHERE state = 'SUCCEEDED'");
            long start = System.nanoTime();
            postgres.execute(String.format(Locale.ROOT, QUEUE, JOBS));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> postgres.count(
                            "job WHERE state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')") == 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            long done = postgres.count("job WHERE state = 'SUCCEEDED'") - before;
            if (done != JOBS) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%d of %d jobs have succeeded", done, JOBS));
            }
            return JOBS / seconds;
        }
    }

    @AfterEach
    void close() {
        sites.forEach(site -> {
            site.replicas().forEach(Deployed::close);
            site.postgres().close();
        });
        sandbox.close();
    }

    private Site site(int stored) {
        RestartablePostgres postgres = new RestartablePostgres();
        postgres.migrated();
        postgres.execute(String.format(Locale.ROOT, FILL, stored));
        Site site = new Site(postgres, new ArrayList<>());
        sites.add(site);
        return site;
    }

    private void grow(Site site, int replicas) {
        Map<String, String> settings = new HashMap<>(site.postgres().settings());
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.security.anonymous", "true", "foley.ledger.marks",
                "target/marks", "foley.ledger.first-poll", "0S", "foley.submit.limit", "100", "foley.submit.window",
                "0.01S", "foley.status.limit", "100", "foley.status.window", "0.01S"));
        while (site.replicas().size() < replicas) {
            site.replicas().add(new Deployed(Packaged.foley(), HEAP, settings));
        }
    }

    @Test
    void stepsJobs() throws Exception {
        STORED.forEach(this::site);
        Map<String, List<Double>> measured = new HashMap<>();
        for (int replicas : REPLICAS) {
            Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
            for (int i = 0; i < STORED.size(); i++) {
                grow(sites.get(i), replicas);
                contestants.put(name(replicas, STORED.get(i)), sites.get(i)::step);
            }
            measured.putAll(Rounds.interleave(ROUNDS, contestants));
        }
        Table table = Table.of("LedgerBenchmark",
                String.format(Locale.ROOT,
                        "Jobs brought from the queue to their stored audio, %d at a time, no pace set; medians of %d rounds.",
                        JOBS, ROUNDS),
                "replicas", "stored jobs", "jobs a second", "of that with a thousand stored");
        for (int replicas : REPLICAS) {
            double base = Rounds.median(measured.get(name(replicas, STORED.get(0))), Double::doubleValue);
            for (int stored : STORED) {
                double jobs = Rounds.median(measured.get(name(replicas, stored)), Double::doubleValue);
                table.row(replicas, String.format(Locale.ROOT, "%,d", stored), String.format(Locale.ROOT, "%.0f", jobs),
                        String.format(Locale.ROOT, "%.2f", jobs / base));
            }
        }
        table.write();
    }

    private static String name(int replicas, int stored) {
        return replicas + " replicas, " + stored + " stored";
    }
}
