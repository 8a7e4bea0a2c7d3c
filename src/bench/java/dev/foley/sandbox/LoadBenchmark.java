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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import dev.foley.bench.Table;
import dev.foley.sandbox.witness.SeenTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sandbox bears, in a JVM whose heap is 256 MB, client and JUnit included: see the profile {@code bench}. */
class LoadBenchmark {
    private static final int SOUNDS = 200;
    private static final int SOUND_SECONDS = 22;
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 500;
    private static final long HEAP = 256L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECTIONS = 64;

    private final Sandbox sandbox = Sandbox.configure()
            .set("create-limit", "0")
            .set("query-limit", "0")
            .set("task-duration", "2s")
            .set("credits", "1000000")
            .start();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void allAtOnceFitInto256Megabytes() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(HEAP);
        String largest = body("rain and wind", ",\"duration_seconds\":22,\"output_format\":\"pcm_48000\"");
        List<CompletableFuture<String>> creates = new ArrayList<>();
        for (int i = 0; i < SOUNDS; i++) {
            creates.add(create(largest));
        }
        creates.forEach(CompletableFuture::join);
        await().until(() -> sandbox.witness().tasks().stream().allMatch(SeenTask::paid));

        long start = System.nanoTime();
        List<CompletableFuture<Long>> audio = sandbox.witness().tasks().stream().map(this::audioLength).toList();
        assertThat(audio).hasSize(SOUNDS)
                .allSatisfy(length -> assertThat(length.join()).isEqualTo(SOUND_SECONDS * 48_000 * 2L));
        double taken = (System.nanoTime() - start) / 1e9;
        Table.of("sandbox-sounds", "The sandbox, asked for sounds all at once, in a heap of 256 MB", "sounds", "of",
                "taken", "sound", "times real time")
                .row(SOUNDS, SOUND_SECONDS + " s", String.format(Locale.ROOT, "%.2f s", taken),
                        SOUNDS * SOUND_SECONDS + " s",
                        String.format(Locale.ROOT, "%.0f", SOUNDS * SOUND_SECONDS / taken))
                .write();
    }

    private CompletableFuture<Long> audioLength(SeenTask task) {
        HttpRequest query = request("/api/v1/jobs/recordInfo?taskId=" + task.taskId()).build();
        return http.sendAsync(query, BodyHandlers.ofString())
                .thenApply(record -> record.body().replaceAll(".*(/as/[^\\\\\"]+).*", "$1"))
                .thenCompose(path -> http.sendAsync(request(path).build(), BodyHandlers.discarding()))
                .thenApply(response -> response.headers().firstValueAsLong("Content-Length").orElse(-1));
    }

    @Test
    void noTaskIsLostAtAPace() throws InterruptedException {
        Semaphore connections = new Semaphore(CONNECTIONS);
        List<CompletableFuture<String>> ids = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < SECONDS * PER_SECOND; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            connections.acquire();
            ids.add(create(body("beep " + i, "")).whenComplete((id, failure) -> connections.release()));
        }
        Set<String> created = new HashSet<>();
        ids.forEach(id -> created.add(id.join()));
        double taken = (System.nanoTime() - start) / 1e9;

        assertThat(created).hasSize(SECONDS * PER_SECOND);
        assertThat(sandbox.witness().tasks()).extracting(SeenTask::taskId).containsExactlyInAnyOrderElementsOf(created);
        Table.of("sandbox-creates",
                String.format(Locale.ROOT, "The sandbox, asked for tasks at a pace for %d s, in a heap of 256 MB",
                        SECONDS),
                "asked for", "created", "of what was asked for")
                .row(String.format(Locale.ROOT, "%d a second", PER_SECOND),
                        String.format(Locale.ROOT, "%.0f a second", ids.size() / taken),
                        String.format(Locale.ROOT, "%.2f", ids.size() / taken / PER_SECOND))
                .write();
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
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer key")
                .header("Content-Type", "application/json");
    }
}
