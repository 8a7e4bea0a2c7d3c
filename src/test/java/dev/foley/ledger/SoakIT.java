package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.foley.Depth;
import dev.foley.faultproxy.FaultProxy;
import dev.foley.faultproxy.Weather;
import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The packaged application under a mixed load, over networks that fail, with a database that is restarted twice. For
 * {@code -Dsoak.minutes}, 1.5 by default; {@code -Dsoak.seed} gives the faults and calls of an earlier run in the same order.
 */
@Tag(Depth.DEEP)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SoakIT {
    private static final Logger LOG = Logger.getLogger(SoakIT.class.getName());
    /** The whole test is to last three minutes at most. */
    private static final Duration LOAD = Duration
            .ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes", "1.5"))));
    private static final long SEED = Long.getLong("soak.seed", new Random().nextInt(1_000_000));
    private static final int CALLERS = 8;
    /** Between two calls of a caller: some ten calls a second of all, half of which create jobs. */
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration BOUND = Duration.ofMinutes(2);
    /** Each third has ten. */
    private static final int HEAP_SAMPLES = 30;
    /** How much more the heap may hold in the end; pools, caches and statements fill after the first minutes, too. */
    private static final double GROWTH = 1.25;
    private static final long GROWTH_BYTES = 8 << 20;
    private static final Pattern CREATE = Pattern.compile("createTask HTTP.*/callbacks/([0-9a-f-]{36})",
            Pattern.DOTALL);

    private final Map<String, Integer> came = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final SoakNotes notes = new SoakNotes();
    private final Weather upstream = new Weather(SEED);
    private final Weather front = new Weather(SEED + 1);
    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
    private final int sandboxPort = Replica.freePort();
    private final int frontPort = Replica.freePort();
    private RestartablePostgres postgres;
    private Sandbox sandbox;
    private FaultProxy toSandbox;
    private FaultProxy toFacade;
    private Replica replica;

    /** Submissions as they are seen on the wire, by their jobs. */
    private final class Submissions implements FaultProxy.Watcher {
        @Override
        public void came(String request) {
            Matcher create = CREATE.matcher(request);
            if (create.find()) {
                came.merge(create.group(1), 1, Integer::sum);
            }
        }

        @Override
        public void broken(String request) {
            Matcher create = CREATE.matcher(request);
            if (create.find()) {
                broken.add(create.group(1));
            }
        }
    }

    @BeforeEach
    void open() {
        LOG.info(() -> "soak.seed=" + SEED);
        int upstreamPort = Replica.freePort();
        postgres = new RestartablePostgres();
        sandbox = Sandbox.configure()
                .set("port", "" + sandboxPort)
                .set("public-url", "http://127.0.0.1:" + upstreamPort)
                .set("create-limit", "0")
                .set("query-limit", "0")
                .set("credits", "1000000")
                .set("task-duration", "1s")
                .set("callback-timeout", "3s")
                .set("callback-retries", "100")
                .set("callback-retry-delay", "500ms")
                .start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.putAll(Map.ofEntries(Map.entry("quarkus.rest-client.kie.url", "http://127.0.0.1:" + upstreamPort),
                Map.entry("foley.kie.api-key", "sandbox"),
                Map.entry("foley.download.allow-http", "true"),
                Map.entry("foley.download.idle-timeout", "2S"),
                Map.entry("foley.download.backoff", "0.1S"),
                Map.entry("foley.callback.base-url", "http://127.0.0.1:" + frontPort),
                Map.entry("foley.submit.limit", "50"),
                Map.entry("foley.submit.window", "1S"),
                Map.entry("foley.submit.timeout", "3S"),
                Map.entry("foley.status.limit", "100"),
                Map.entry("foley.status.timeout", "2S"),
                Map.entry("foley.status.backoff", "0.1S"),
                Map.entry("foley.ledger.marks", "target/marks"),
                Map.entry("foley.ledger.lease", "8S"),
                Map.entry("foley.ledger.tick", "0.5S"),
                Map.entry("foley.ledger.backoff", "0.1S"),
                Map.entry("foley.ledger.max-backoff", "2S")));
        replica = new Replica(settings);
        toSandbox = new FaultProxy(upstreamPort, sandboxPort, upstream, new Submissions());
        toFacade = new FaultProxy(frontPort, replica.port(), front, new Submissions());
        replica.start();
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        replica.close();
        toFacade.close();
        toSandbox.close();
        sandbox.close();
        postgres.close();
    }

    @Test
    void nothingIsLostAndNothingPaidTwice() {
        HeapGauge heap = load();

        SoakAccounts accounts = ended();
        LOG.info(() -> String.format(Locale.ROOT, "%s%nto the sandbox: %s%nto the façade: %s%n%s%n%s",
                accounts.states(), upstream, front,
                notes.counts(), heap));
        assertThat(notes.complaints()).as("what callers did not expect").isEmpty();
        assertNothingIsLost(accounts);
        assertThat(came).as("submissions that came to their last byte")
                .allSatisfy((job, times) -> assertThat(times).as("submissions of job %s", job).isEqualTo(1));
        accounts.assertNothingIsPaidTwice();
        accounts.assertWhatIsPaidIsThere(sandbox.witness().creditsSpent());
        accounts.assertAudioIsWhole();
        assertThat(accounts.uncertain()).as("jobs whose answers were lost on the wire").isSubsetOf(broken);
        assertThat(heap.late()).as("the heap in the end: %s", heap)
                .isLessThan((long) (heap.early() * GROWTH) + GROWTH_BYTES);
        assertThat(replica.log().lines()).as("errors").noneMatch(SoakIT::isUntyped);
    }

    private HeapGauge load() {
        HeapGauge heap = new HeapGauge(replica.pid(), BuiltApplication.read().isNative());
        for (int i = 0; i < CALLERS; i++) {
            callers.scheduleWithFixedDelay(
                    new SoakCaller("http://127.0.0.1:" + frontPort, notes, "caller-" + i, SEED + i),
                    i * PAUSE.toMillis() / CALLERS, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (int sample = 1; sample <= HEAP_SAMPLES; sample++) {
            pass(LOAD.dividedBy(HEAP_SAMPLES));
            heap.sample();
            if (sample % (HEAP_SAMPLES / 3) == 0 && sample < HEAP_SAMPLES) {
                restartDatabase();
            }
        }
        return heap;
    }

    private static void pass(Duration time) {
        Instant until = Instant.now().plus(time);
        await().atMost(time.plus(BOUND)).pollInterval(Duration.ofMillis(50)).until(() -> Instant.now().isAfter(until));
    }

    private void restartDatabase() {
        notes.databaseAway(true);
        postgres.restart();
        await().atMost(BOUND)
                .until(() -> replica.send("GET", "/v1/sound-effects", null, Map.of()).join().statusCode() == 200);
        // What was asked before may be answered later.
        callers.schedule(() -> notes.databaseAway(false), 5, TimeUnit.SECONDS);
    }

    /** The weather calms down, callers go home, and all that was begun comes to its end. */
    private SoakAccounts ended() {
        upstream.calm();
        front.calm();
        callers.shutdown();
        AtomicReference<SoakAccounts> accounts = new AtomicReference<>();
        await("the callers").atMost(BOUND).until(callers::isTerminated);
        await("the jobs").atMost(BOUND).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            accounts.set(new SoakAccounts(replica.url(), "http://127.0.0.1:" + sandboxPort, sandbox.witness()));
            assertThat(accounts.get().unfinished()).isEmpty();
        });
        return accounts.get();
    }

    private void assertNothingIsLost(SoakAccounts accounts) {
        assertThat(notes.accepted()).as("jobs that were promised").isSubsetOf(accounts.jobs().keySet());
        assertThat(notes.byKey()).allSatisfy((key, jobs) -> assertThat(jobs).as("jobs of key %s", key).hasSize(1));
        assertThat(notes.cancelled()).as("jobs that were cancelled, it was said")
                .allSatisfy(job -> assertThat(accounts.jobs().get(job).getString("state")).isEqualTo("cancelled"));
    }

    /** Of Foley's own: Vert.x' pool, too, logs an error where a connection was not to be had in time. */
    private static boolean isUntyped(String line) {
        return line.contains("\"loggerName\":\"dev.foley") && line.contains("\"level\":\"ERROR\"");
    }
}
