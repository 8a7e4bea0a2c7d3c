package dev.foley.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import dev.foley.bench.Callers;
import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import dev.foley.bench.bare.BareApplication;
import dev.foley.sandbox.Sandbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the façade costs beside a Quarkus application that runs one statement for each request, and beside PostgreSQL with
 * nothing in front of it. Both applications are packaged alike and run in processes of their own, on one database.
 */
class FacadeBenchmark {
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(2);
    /** Some ten thousand requests: what is compiled late is not measured before. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int CALLERS = 64;
    /** As many as each application has: {@code quarkus.datasource.reactive.max-size}. */
    private static final int CONNECTIONS = 20;
    private static final int STORED = 10_000;
    private static final String HEAP = "256m";

    private static final int FOLLOWERS = 10_000;
    private static final String FOLLOWED_HEAP = "512m";

    private static final Buffer REQUEST = new JsonObject()
            .put("text", "rain on a tin roof, and a door that slams far away")
            .put("loop", false)
            .put("durationSeconds", 4.5)
            .put("promptInfluence", 0.3)
            .put("outputFormat", "mp3_44100_128")
            .toBuffer();
    private static final String COLUMNS = """
                                          id, caller, state, prompt, loop, duration_seconds, prompt_influence, output_format, fingerprint,
                                          """;
    private static final String VALUES = """
                                         'anonymous', '%s', 'rain on a tin roof, and a door that slams far away', false, 4.5, 0.3,
                                         'mp3_44100_128', decode(repeat('00', 32), 'hex'),
                                         """;
    /** Ended jobs, whose ids are made of their numbers. */
    private static final String FILL = """
                                       INSERT INTO %s (
                                       """ + COLUMNS
            + """
                  next_step_at, task_id, credits, media_type, bytes, sha256, audio_seconds, completed_at)
              SELECT md5(number::text)::uuid,
              """ + String.format(Locale.ROOT, VALUES, "SUCCEEDED")
            + """
                  NULL, md5('task' || number), 1.08, 'audio/mpeg', 72000,
                  sha256(number::text::bytea), 4.5, clock_timestamp()
              FROM generate_series(1, %d) AS number
              """;

    private static Path bareJar;

    private final RestartablePostgres postgres = new RestartablePostgres();
    private final Sandbox sandbox = Sandbox.configure().start();
    private final Map<String, String> settings = new HashMap<>(postgres.settings());

    @BeforeAll
    static void build() {
        bareJar = BareApplication.build();
    }

    @BeforeEach
    void prepare() {
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.security.anonymous", "true",
                "foley.ledger.marks", "target/marks"));
        // What is accepted waits: to have sounds made in the background is none of what is measured here.
        settings.putAll(Map.of("foley.submit.limit", "1", "foley.submit.window", "1H",
                "foley.limits.event-streams", String.valueOf(FOLLOWERS), "quarkus.http.limits.max-connections",
                String.valueOf(2 * FOLLOWERS)));
        postgres.migrated();
        postgres.execute("INSERT INTO caller (name) VALUES ('anonymous')");
        postgres.execute("CREATE TABLE bare_job (LIKE job INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id))");
        List.of("job", "bare_job").forEach(table -> postgres.execute(String.format(Locale.ROOT, FILL, table, STORED)));
        postgres.execute("ANALYZE");
    }

    @AfterEach
    void close() {
        sandbox.close();
        postgres.close();
    }

    @Test
    void acceptsAndReads() throws Exception {
        try (Deployed foley = new Deployed(Packaged.foley(), HEAP, settings);
                Deployed bare = bare(HEAP);
                Callers load = new Callers(CALLERS)) {
            Map<String, Supplier<Callers.Call>> requests = new LinkedHashMap<>();
            requests.put("accepted, Foley", post(foley, "/v1/sound-effects"));
            requests.put("accepted, bare Quarkus", post(bare, "/bare"));
            requests.put("read, Foley", get(foley, "/v1/sound-effects/"));
            requests.put("read, bare Quarkus", get(bare, "/bare/"));
            Map<String, Callable<Callers.Figures>> contestants = new LinkedHashMap<>();
            requests.forEach((name, request) -> {
                load.call(WARM_UP, request);
                contestants.put(name, () -> load.call(ROUND, request));
            });
            Pgbench.find(postgres.port(), CONNECTIONS).ifPresent(pgbench -> {
                contestants.put("accepted, pgbench",
                        () -> pgbench.run("""
                                          INSERT INTO bare_job (
                                          """ + COLUMNS + "give_up_at) VALUES (gen_random_uuid(), "
                                + String.format(Locale.ROOT, VALUES, "QUEUED") + """
                                                                                 clock_timestamp() + interval '1 day');
                                                                                 """, ROUND));
                contestants.put("read, pgbench",
                        () -> pgbench.run(
                                String.format(Locale.ROOT, """
                                                           \\set number random(1, %d)
                                                           SELECT * FROM bare_job WHERE id = md5((:number)::text)::uuid;
                                                           """, STORED), ROUND));
            });
            Map<String, List<Callers.Figures>> measured = Rounds.interleave(ROUNDS, contestants);
            Table table = Table.of("FacadeBenchmark",
                    String.format(Locale.ROOT,
                            "Jobs accepted, durably, and read, by %d callers at once; medians of %d rounds of %d s. ",
                            CALLERS, ROUNDS, ROUND.toSeconds())
                            + "Bare Quarkus runs one statement for each request, on as wide a row, without Foley's "
                            + String.format(Locale.ROOT, "indexes; pgbench the same statement on %d connections.",
                                    CONNECTIONS),
                    "work", "by", "a second", "of bare Quarkus", "p50, ms", "p99, ms");
            for (String work : List.of("accepted", "read")) {
                double base = Rounds.median(measured.get(work + ", bare Quarkus"), Callers.Figures::perSecond);
                for (String by : List.of("Foley", "bare Quarkus", "pgbench")) {
                    List<Callers.Figures> rounds = measured.get(work + ", " + by);
                    if (rounds == null) {
                        table.row(work, by, "not installed", "", "", "");
                        continue;
                    }
                    double perSecond = Rounds.median(rounds, Callers.Figures::perSecond);
                    table.row(work, by, String.format(Locale.ROOT, "%.0f", perSecond),
                            String.format(Locale.ROOT, "%.2f", perSecond / base),
                            String.format(Locale.ROOT, "%.1f", Rounds.median(rounds, Callers.Figures::medianMillis)),
                            String.format(Locale.ROOT, "%.1f", Rounds.median(rounds, Callers.Figures::p99Millis)));
                }
            }
            table.write();
        }
    }

    private Deployed bare(String heap) {
        Map<String, String> all = new HashMap<>(settings);
        // What Foley sets by itself.
        all.putAll(Map.of("quarkus.flyway.migrate-at-start", "false", "quarkus.oidc.tenant-enabled", "false",
                "quarkus.otel.sdk.disabled", "true", "quarkus.datasource.reactive.url",
                String.format(Locale.ROOT, "postgresql://127.0.0.1:%d/postgres", postgres.port())));
        return new Deployed(Packaged.jar("bare Quarkus", bareJar), heap, all);
    }

    private static Supplier<Callers.Call> post(Deployed application, String path) {
        Callers.Call call = new Callers.Call(HttpMethod.POST, application.port(), path, REQUEST, 202);
        return () -> call;
    }

    private static Supplier<Callers.Call> get(Deployed application, String path) {
        return () -> new Callers.Call(HttpMethod.GET, application.port(),
                path + stored(1 + ThreadLocalRandom.current().nextInt(STORED)), null, 200);
    }

    /** The id of a stored job, as the database makes it of its number. */
    private static UUID stored(int number) {
        try {
            ByteBuffer md5 = ByteBuffer
                    .wrap(MessageDigest.getInstance("MD5")
                            .digest(Integer.toString(number).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(md5.getLong(), md5.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsThousandsOfAnEnd() {
        Table table = Table.of("FacadeFollowers",
                "Clients that follow one job by Server-Sent Events: what they take of its heap after a collection, and "
                        + "the time from the request that ends the job until the last one has been told.",
                "by", "clients", "heap without, MB", "heap, half of them, MB", "heap, all, MB", "a client, KB",
                "told after, ms");
        try (Deployed foley = new Deployed(Packaged.foley(), FOLLOWED_HEAP, settings)) {
            post(foley.url() + "/v1/sound-effects"); // It takes the only turn there is.
            String job = "/v1/sound-effects/" + post(foley.url() + "/v1/sound-effects").getString("id");
            follow(table, "Foley", foley, "event: state\n", "event: end\n", job + "/events",
                    () -> post(foley.url() + job + "/cancel"));
        }
        try (Deployed bare = bare(FOLLOWED_HEAP)) {
            String job = "/bare/" + post(bare.url() + "/bare").getString("id");
            follow(table, "bare Quarkus", bare, "\"state\":\"QUEUED\"", "\"state\":\"SUCCEEDED\"", job + "/events",
                    () -> post(bare.url() + "/bare/" + stored(1) + "/told"));
        }
        table.write();
    }

    private void follow(Table table, String by, Deployed application, String first, String last, String path,
            Runnable end) {
        int all = Followers.atMost(FOLLOWERS);
        try (Followers followers = new Followers(application.port(), first, last)) {
            long none = application.heap();
            followers.follow(all / 2, List.of(path));
            long half = application.heap();
            followers.follow(all, List.of(path));
            long full = application.heap();
            long asked = System.nanoTime();
            end.run();
            followers.awaitTheEnd();
            long millis = (System.nanoTime() - asked) / 1_000_000;
            table.row(by, all, mega(none), mega(half), mega(full),
                    String.format(Locale.ROOT, "%.1f", (full - none) / 1024.0 / all),
                    millis);
        }
    }

    private static String mega(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }

    private static JsonObject post(String url) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(REQUEST.toString()))
                            .build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return new JsonObject(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
