package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.foley.Depth;
import dev.foley.sandbox.Sandbox;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The worst that each door takes, by many at a time, at a packaged replica with a small heap. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
@Tag(Depth.ALONE)
class WorstInputIT {
    private static final String HEAP = "256m";
    private static final int AT_A_TIME = 32;
    /** A minute at the fifteen of them, and a little more. */
    private static final Duration AT_EACH_DOOR = Duration.ofSeconds(4);
    private static final Duration HEALTHY = Duration.ofSeconds(1);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int LONGEST_TEXT = 5_000;
    private static final int MOST_OF_A_BATCH = 100;
    private static final int ONE_REQUEST = 64 << 10;
    private static final int A_BATCH = 3_200 << 10;
    private static final int CALLBACK = 16 << 10;
    private static final int A_SECOND = 1_000;

    /** What one of many does again and again; it ends with a status of HTTP, or 0 where there is none. */
    private interface Door {
        int knock() throws IOException, InterruptedException;
    }

    private record Probe(String what, String answer, Duration time) {}

    private final Collection<Probe> probes = new ConcurrentLinkedQueue<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stalls stalls = new Stalls();
    private final ExecutorService crowd = Executors.newFixedThreadPool(AT_A_TIME);
    private RestartablePostgres postgres;
    private Sandbox sandbox;
    private Replica replica;

    @BeforeEach
    void open() {
        postgres = new RestartablePostgres();
        sandbox = Sandbox.configure().set("create-limit", "0").set("task-duration", "0s").start();
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.putAll(Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.callback.base-url", "%s",
                // As in deploy/kubernetes
                "quarkus.datasource.reactive.max-size", "8"));
        replica = new Replica(settings, HEAP).start();
    }

    @AfterEach
    void close() {
        crowd.shutdownNow();
        stalls.close();
        replica.close();
        sandbox.close();
        postgres.close();
    }

    @Test
    void itStaysUpAndItsHealthIsTold() throws InterruptedException {
        for (int i = 0; i < MOST_OF_A_BATCH; i++) {
            knock(post("/v1/sound-effects", BodyPublishers.ofString(worstRequest())));
        }
        Map<String, Map<Integer, Long>> answers = new LinkedHashMap<>();
        ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
        Map<String, Door> doors = doors();
        for (Map.Entry<String, Door> door : doors.entrySet()) {
            Future<?> probing = prober.scheduleWithFixedDelay(() -> probe(door.getKey()), 0, 50,
                    TimeUnit.MILLISECONDS);
            answers.put(door.getKey(), atATime(door.getValue(), AT_EACH_DOOR));
            probing.cancel(false);
        }
        prober.shutdown();
        assertThat(prober.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(probes).as("answers to probes; to the others: %s", answers)
                .allSatisfy(probe -> assertThat(probe.answer()).isEqualTo("200"))
                .allSatisfy(probe -> assertThat(probe.time()).isLessThan(HEALTHY));
        assertThat(replica.exitCode()).isEmpty();
        assertThat(replica.log()).doesNotContain("OutOfMemory");
        assertThat(answers.get("a document with a large answer")).containsOnlyKeys(200);
        assertThat(answers).allSatisfy((door, statuses) -> assertThat(statuses.keySet()).as("%s: %s", door, statuses)
                .isSubsetOf(0, 101, 200, 202, 400, 401, 404, 413, 422, 429, 503));
    }

    private Map<String, Door> doors() {
        Map<String, Door> doors = new LinkedHashMap<>();
        String request = worstRequest();
        String batch = Collections.nCopies(MOST_OF_A_BATCH, request)
                .stream()
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        doors.put("one request", knocking("/v1/sound-effects", padded(request)));
        doors.put("a batch", knocking("/v1/sound-effects/batch", batch));
        doors.put("a batch that is too large", knockingInChunks("/v1/sound-effects/batch", "[".repeat(4 << 20)));
        doors.put("a page", () -> knock(get("/v1/sound-effects?limit=100")));
        doors.put("a search", () -> knock(get("/v1/sound-effects?limit=100&text=" + "u".repeat(200))));
        doors.put("costs", () -> knock(get("/v1/costs?since=1970-01-01T00:00:00Z")));
        // 6 x 15 x 15 KB, and 24 MB, of which 2 MB are written before they are given up.
        doors.put("a document with a large answer", knocking("/graphql", texts(6)));
        doors.put("a document with too large an answer", knocking("/graphql", texts(100)));
        doors.put("the longest document", knocking("/graphql", document("{" + " credits".repeat(8_000) + "}")));
        doors.put("a document that nests", knocking("/graphql", document("{a".repeat(20_000))));
        doors.put("a WebSocket", () -> webSocket(texts(6)));
        doors.put("a callback", knockingInChunks("/callbacks/x", "[".repeat(CALLBACK)));
        doors.put("a callback that is too large", knockingInChunks("/callbacks/x", "[".repeat(3 << 20)));
        doors.put("bodies without an end", this::withoutEnd);
        doors.put("paths and headers", () -> knock(HttpRequest.newBuilder(
                URI.create(replica.url() + "/v1/" + "a".repeat(3_900) + "?" + "b=c&".repeat(10)))
                .header("Authorization", "Bearer " + "d".repeat(15_000))));
        return doors;
    }

    /** Each character as an escape of six. */
    private static String worstRequest() {
        return "{\"text\":\"" + "\\u0fff".repeat(LONGEST_TEXT) + "\",\"durationSeconds\":0.5,"
                + "\"outputFormat\":\"pcm_8000\"}";
    }

    private static String padded(String json) {
        return json + " ".repeat(ONE_REQUEST - json.length());
    }

    /** As many texts as the limit of complexity lets through for a page of 100. */
    private static String texts(int first) {
        String texts = IntStream.range(0, 15)
                .mapToObj(i -> String.format(Locale.ROOT, "t%d: request { text }", i))
                .collect(Collectors.joining(" "));
        return document("{ soundEffects(first: " + first + ") { edges { node { id " + texts + " } } } }");
    }

    private static String document(String query) {
        return new JsonObject().put("query", query).encode();
    }

    /** Encodes the body once: senders share their processors with the replica. */
    private Door knocking(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return () -> knock(post(path, BodyPublishers.ofByteArray(bytes)));
    }

    private Door knockingInChunks(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return () -> knock(post(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(replica.url() + path));
    }

    private HttpRequest.Builder post(String path, BodyPublisher body) {
        return get(path).header("Content-Type", "application/json").POST(body);
    }

    /** 0 where the connection is closed before the whole request was read, as it may be after a refusal. */
    private int knock(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.timeout(BOUND).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException closed) {
            return 0;
        }
    }

    private int webSocket(String document) {
        CompletableFuture<Integer> told = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(replica.url().replace("http", "ws") + "/graphql"), new WebSocket.Listener() {
                    @Override
                    public void onError(WebSocket socket, Throwable fault) {
                        told.complete(0);
                    }

                    @Override
                    public CompletableFuture<?> onClose(WebSocket socket, int status, String reason) {
                        told.complete(0);
                        return null;
                    }

                    @Override
                    public CompletableFuture<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        // Reads the answer to connection_init, and no more: the rest is what is not read.
                        told.complete(101);
                        return null;
                    }
                })
                .join();
        say(socket, "{\"type\":\"connection_init\"}");
        for (int i = 0; i < 10; i++) {
            say(socket, "{\"type\":\"subscribe\",\"id\":\"" + i + "\",\"payload\":" + document + "}");
        }
        int status = told.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
        socket.abort();
        return status;
    }

    /** It may have been closed. */
    private static void say(WebSocket socket, String message) {
        socket.sendText(message, true).exceptionally(closed -> socket).join();
    }

    /** All of the longest bodies but their last byte, for as long as a second. */
    private int withoutEnd() throws IOException {
        Map<String, Integer> longest = Map.of("/v1/sound-effects", ONE_REQUEST, "/v1/sound-effects/batch", A_BATCH,
                "/graphql",
                ONE_REQUEST, "/callbacks/x", CALLBACK);
        List<Socket> open = new ArrayList<>();
        try {
            for (Map.Entry<String, Integer> body : longest.entrySet()) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port());
                open.add(socket);
                socket.setSoTimeout(A_SECOND);
                socket.getOutputStream()
                        .write(String.format(Locale.ROOT,
                                "POST %s HTTP/1.1\r\nHost: foley\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                                body.getKey(), body.getValue(), "[".repeat(body.getValue() - 1))
                                .getBytes(StandardCharsets.US_ASCII));
            }
            // It waits for the last byte as long as this waits for an answer.
            open.get(0).getInputStream().read();
            return 0;
        } catch (SocketException refused) {
            return 0;
        } catch (SocketTimeoutException waits) {
            return 0;
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** How often there was each status. */
    private Map<Integer, Long> atATime(Door door, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        List<Future<List<Integer>>> knocking = IntStream.range(0, AT_A_TIME).mapToObj(i -> crowd.submit(() -> {
            List<Integer> statuses = new ArrayList<>();
            while (System.nanoTime() < end) {
                statuses.add(door.knock());
            }
            return statuses;
        })).toList();
        return knocking.stream()
                .flatMap(each -> join(each).stream())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get(BOUND.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void probe(String door) {
        for (String path : List.of("/q/health/live", "/q/health/ready")) {
            long start = System.nanoTime();
            String answer;
            try {
                answer = Integer.toString(
                        http.send(get(path).timeout(BOUND).build(), BodyHandlers.discarding()).statusCode());
            } catch (IOException | InterruptedException e) {
                answer = e.toString();
            }
            probes.add(new Probe(path + " during " + door, answer, stalls.without(start, System.nanoTime())));
        }
    }
}
