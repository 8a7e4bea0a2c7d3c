package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import dev.foley.sandbox.Sandbox;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How soon the application that was built last is ready, and what memory it has then, and after a thousand jobs. Linux only.
 * {@code -Dbench.options} are more of its options, separated by spaces, such as {@code -XX:AOTCache=app.aot}.
 */
class StartBenchmark {
    private static final Logger LOG = Logger.getLogger(StartBenchmark.class.getName());
    private static final int STARTS = 11;
    private static final int JOBS = 1_000;
    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Replica.freePort();
    private final Path log = Path.of("target", "start-benchmark.log");
    private final Sandbox sandbox = Sandbox.configure()
            .set("create-limit", "0")
            .set("query-limit", "0")
            .set("task-duration", "0s")
            .set("credits", "1000000")
            .start();
    private Process process;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void passThrough() {
        measure("pass-through", Map.of(), this::throughAll);
    }

    @Test
    void withADatabase() {
        try (RestartablePostgres postgres = new RestartablePostgres()) {
            Map<String, String> settings = new HashMap<>(postgres.settings());
            settings.put("foley.ledger.marks", "target/marks");
            measure("with a database", settings, () -> keepAll(postgres));
        }
    }

    private void measure(String what, Map<String, String> settings, Runnable work) {
        start(settings); // It migrates the database, and reads what it needs from disk.
        end();
        List<Long> millis = new ArrayList<>();
        List<Long> kilobytes = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            millis.add(start(settings));
            kilobytes.add(memory());
            if (i < STARTS - 1) {
                end();
            }
        }
        work.run();
        long after = memory();
        end();
        LOG.info(() -> "%s: ready in %s ms, median %d; %d MB then, %d MB after %d jobs".formatted(what, millis,
                median(millis), median(kilobytes) / 1000, after / 1000, JOBS));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** From the start of the process until it says that it is ready, in milliseconds. */
    private long start(Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(command(settings)).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        HttpRequest ready = request("/q/health/ready").build();
        long start = System.nanoTime();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await("it to be ready, see " + log).atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .ignoreExceptions()
                .until(() -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private List<String> command(Map<String, String> settings) {
        BuiltApplication application = BuiltApplication.read();
        List<String> command = new ArrayList<>(application.isNative()
                ? List.of(application.file().toString())
                : List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@src/main/jib/app/options"));
        // Half of the container that deploy/kubernetes has
        command.add("-Xmx128m");
        String more = System.getProperty("bench.options", "");
        command.addAll(more.isBlank() ? List.of() : List.of(more.split(" ")));
        Map<String, String> all = new HashMap<>(Map.of("quarkus.http.host", "127.0.0.1", "quarkus.http.port",
                Integer.toString(port), "quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "sandbox",
                "foley.download.allow-http", "true", "foley.security.anonymous", "true", "foley.submit.limit", "1000",
                "foley.submit.window", "1S", "foley.status.limit", "1000"));
        all.putAll(settings);
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (!application.isNative()) {
            command.addAll(List.of("-jar", application.file().toString()));
        }
        return command;
    }

    private void end() {
        process.destroy();
        process.onExit().join();
    }

    /** What of it is in memory, in KB. */
    private long memory() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))
                    .stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum() * 1024 / 1000;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void throughAll() {
        each(IntStream.range(0, JOBS).mapToObj(this::create).toList(), job -> hear(state(job)));
    }

    private void keepAll(RestartablePostgres postgres) {
        List<String> jobs = IntStream.range(0, JOBS).mapToObj(this::create).toList();
        await().atMost(PATIENCE).until(postgres::states, Map.of("SUCCEEDED", JOBS)::equals);
        each(jobs, this::hear);
    }

    private void each(List<String> jobs, Consumer<String> work) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CompletableFuture.allOf(jobs.stream()
                .map(job -> CompletableFuture.runAsync(() -> work.accept(job), callers))
                .toArray(CompletableFuture[]::new)).join();
        callers.shutdown();
    }

    private String create(int number) {
        return send(request("/v1/sound-effects").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("text", "sound " + number)
                        .put("durationSeconds", 0.5)
                        .put("outputFormat", "pcm_8000")
                        .encode()))
                .build(), 202).getJsonObject("links").getString("self");
    }

    private String state(String job) {
        await().atMost(PATIENCE).until(() -> send(request(job).build(), 200).getString("state").equals("succeeded"));
        return job;
    }

    private void hear(String job) {
        try {
            int status = http.send(request(job + "/audio").build(), BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("%d for the audio of %s".formatted(status, job));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject send(HttpRequest request, int expected) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return new JsonObject(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
    }
}
