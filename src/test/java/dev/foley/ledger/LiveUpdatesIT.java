package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.foley.sandbox.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand who follow jobs at one packaged replica. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LiveUpdatesIT {
    private static final int CLIENTS = 10_000;
    private static final int JOBS = 100;
    private static final String HEAP = "512m";
    /** How many connections are made at once; the server's queue of those to be accepted is not endless. */
    private static final int AT_ONCE = 200;
    /** What both ends need beside these connections. */
    private static final int OTHER_FILES = 1_000;
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private final NetClient network = vertx.createNetClient(new NetClientOptions().setConnectTimeout(60_000));
    private final AtomicInteger following = new AtomicInteger();
    private final AtomicInteger toldTheEnd = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private RestartablePostgres postgres;
    private Sandbox sandbox;
    private Replica replica;

    @BeforeEach
    void open() {
        postgres = new RestartablePostgres();
        sandbox = Sandbox.configure().start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                // Nothing leaves the queue, but for the first.
                "foley.download.allow-http", "true", "foley.submit.limit", "1", "foley.submit.window", "1H"));
        replica = new Replica(settings, HEAP).start();
    }

    @AfterEach
    void close() {
        replica.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        sandbox.close();
        postgres.close();
    }

    /** One that counts what it is told, and keeps none of it. */
    private final class Follower {
        private String rest = "";

        void follow(NetSocket socket, String job) {
            socket.handler(data -> {
                String text = rest + data;
                count(text, "event: state\n", following);
                count(text, "event: end\n", toldTheEnd);
                // An event that came in two pieces is found with the second.
                rest = text.substring(Math.max(0, text.lastIndexOf('\n')));
            }).closeHandler(closed -> gone.incrementAndGet());
            socket.write("GET /v1/sound-effects/%s/events HTTP/1.1\r\nHost: foley\r\nConnection: close\r\n\r\n"
                    .formatted(job));
        }

        private static void count(String text, String event, AtomicInteger counter) {
            if (text.contains(event)) {
                counter.incrementAndGet();
            }
        }
    }

    private List<String> queuedJobs() {
        // It takes the only turn there is.
        replica.create("the first", Map.of()).join();
        return IntStream.range(0, JOBS)
                .mapToObj(i -> replica.create("sound " + i, Map.of()).join())
                .map(answer -> new JsonObject(answer.body()).getString("id"))
                .toList();
    }

    private int open(List<String> jobs) {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int clients = (int) Math.min(CLIENTS, system.getMaxFileDescriptorCount() - OTHER_FILES);
        int port = Integer.parseInt(replica.url().replaceAll(".*:", ""));
        for (int i = 0; i < clients; i++) {
            String job = jobs.get(i % jobs.size());
            network.connect(port, "127.0.0.1", opened -> new Follower().follow(opened.result(), job));
            int enough = i + 1 - AT_ONCE;
            await().atMost(BOUND).pollInterval(Duration.ofMillis(1)).until(() -> following.get() >= enough);
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(following).hasValue(clients));
        return clients;
    }

    @Test
    void tenThousandFollowOverOneListeningConnection() {
        List<String> jobs = queuedJobs();

        int clients = open(jobs);

        assertThat(postgres.count("pg_stat_activity WHERE query LIKE 'LISTEN%'")).isEqualTo(1);
        List<Integer> answers = new ArrayList<>();
        jobs.forEach(job -> answers.add(
                replica.send("POST", "/v1/sound-effects/" + job + "/cancel", null, Map.of()).join().statusCode()));
        assertThat(answers).hasSize(JOBS).containsOnly(200);
        await().atMost(BOUND).untilAsserted(() -> assertThat(toldTheEnd).hasValue(clients));
        await("each stream ends").atMost(BOUND).untilAsserted(() -> assertThat(gone).hasValue(clients));
        assertThat(replica.log()).doesNotContain("OutOfMemory", "ERROR");
    }
}
