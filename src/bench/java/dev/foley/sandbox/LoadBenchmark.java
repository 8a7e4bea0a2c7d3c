package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.foley.sandbox.witness.SeenTask;

/** What the sandbox bears, in a JVM whose heap is 256 MB, client and JUnit included: see the profile {@code bench}. */
class LoadBenchmark {

    private static final Logger LOG = Logger.getLogger(LoadBenchmark.class.getName());
    private static final long HEAP = 256L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 64;

    private final Sandbox sandbox = Sandbox.configure().set("create-limit", "0").set("query-limit", "0")
            .set("task-duration", "2s").set("credits", "1000000").start();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void twoHundredTasksAtOnceFitInto256Megabytes() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(HEAP);
        String largest = body("rain and wind", ",\"duration_seconds\":22,\"output_format\":\"pcm_48000\"");
        List<CompletableFuture<String>> creates = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            creates.add(create(largest));
        }
        creates.forEach(CompletableFuture::join);
        await().until(() -> sandbox.witness().tasks().stream().allMatch(SeenTask::paid));

        long start = System.nanoTime();
        List<CompletableFuture<Long>> audio = sandbox.witness().tasks().stream().map(this::audioLength).toList();
        assertThat(audio).hasSize(200).allSatisfy(length -> assertThat(length.join()).isEqualTo(22 * 48_000 * 2L));
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.info(() -> "200 sounds of 22 s, all asked for at once: %d ms".formatted(millis));
    }

    private CompletableFuture<Long> audioLength(SeenTask task) {
        HttpRequest query = request("/api/v1/jobs/recordInfo?taskId=" + task.taskId()).build();
        return http.sendAsync(query, BodyHandlers.ofString())
                .thenApply(record -> record.body().replaceAll(".*(/as/[^\\\\\"]+).*", "$1"))
                .thenCompose(path -> http.sendAsync(request(path).build(), BodyHandlers.discarding()))
                .thenApply(response -> response.headers().firstValueAsLong("Content-Length").orElse(-1));
    }

    @Test
    void fiveHundredRequestsASecondLoseNoTask() throws InterruptedException {
        int seconds = 20;
        int perSecond = 500;
        Semaphore connections = new Semaphore(CONNECTIONS);
        List<CompletableFuture<String>> ids = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < seconds * perSecond; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            connections.acquire();
            ids.add(create(body("beep " + i, "")).whenComplete((id, failure) -> connections.release()));
        }
        Set<String> created = new HashSet<>();
        ids.forEach(id -> created.add(id.join()));
        long millis = (System.nanoTime() - start) / 1_000_000;

        LOG.info(() -> "%d creates in %d ms: %d a second".formatted(ids.size(), millis, ids.size() * 1000L / millis));
        assertThat(created).hasSize(seconds * perSecond);
        assertThat(sandbox.witness().tasks()).extracting(SeenTask::taskId).containsExactlyInAnyOrderElementsOf(created);
        assertThat(ids.size() * 1000L / millis).isGreaterThan(perSecond * 9L / 10);
    }

    private CompletableFuture<String> create(String body) {
        HttpRequest request = request("/api/v1/jobs/createTask").POST(BodyPublishers.ofString(body)).build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> response.body().replaceAll(".*\"taskId\":\"([^\"]+)\".*", "$1"));
    }

    private static String body(String text, String more) {
        return "{\"model\":\"elevenlabs/sound-effect-v2\",\"input\":{\"text\":\"" + text + "\"" + more + "}}";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path)).timeout(PATIENCE)
                .header("Authorization", "Bearer key").header("Content-Type", "application/json");
    }
}
