package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.foley.bench.Packaging;
import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import dev.foley.sandbox.Sandbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How soon the application is ready, what memory it has then, and after a thousand jobs, for each way of packaging it: the
 * jar that was built; one with an AOT cache, which is made here, where the JDK has such; and the executable, where there
 * is one. Linux only.
 */
class StartBenchmark {
    private static final int STARTS = 10;
    private static final int JOBS = 1_000;
    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Half of the container that deploy/kubernetes has. */
    private static final String HEAP = "128m";
    private static final Path TARGET = Path.of("target");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox = Deployed.unboundedSandbox();
    private final Map<String, String> settings = new HashMap<>(Map.of("quarkus.rest-client.kie.url", sandbox.url(),
            "foley.kie.api-key", "sandbox", "foley.download.allow-http", "true", "foley.security.anonymous", "true",
            "foley.submit.limit", "1000", "foley.submit.window", "1S", "foley.status.limit", "1000",
            "foley.ledger.marks", "target/marks"));

    /** @param bytes of its files */
    private record Contestant(Packaged application, long bytes) {}

    private record Start(double millis, double megabytes) {}

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void startsAndWorks() throws Exception {
        List<Contestant> contestants = contestants();
        Table table = Table.of("StartBenchmark",
                String.format(Locale.ROOT,
                        "From the start of the process until it is ready, and what of it is in memory then, and after %,d jobs; medians of %d starts, heaps of %s.",
                        JOBS, STARTS, HEAP),
                "as", "package", "ready, ms", "of the jar", "memory, MB", "after the jobs, MB", "files, MB");
        measure(table, "pass-through", contestants, this::throughAll);
        try (RestartablePostgres postgres = new RestartablePostgres()) {
            settings.putAll(postgres.settings());
            measure(table, "with a database", contestants, this::keepAll);
        }
        table.write();
    }

    private List<Contestant> contestants() throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        Path directory = TARGET.resolve("quarkus-app").toAbsolutePath();
        if (Files.exists(directory)) {
            contestants.add(new Contestant(Packaged.jar("jar", directory.resolve("quarkus-run.jar")),
                    size(directory)));
        }
        if (Packaged.hasCaches()) {
            contestants.add(cached());
        }
        try (Stream<Path> files = Files.list(TARGET)) {
            files.filter(file -> file.toString().endsWith("-runner"))
                    .forEach(file -> contestants.add(new Contestant(
                            Packaged.executable("native", file.toAbsolutePath()), size(file))));
        }
        return contestants;
    }

    /** As deploy/docker/Dockerfile.jvm makes it. */
    private Contestant cached() {
        Path jar = Packaging.jar("aot", TARGET.resolve("classes"),
                Map.of("quarkus.package.jar.type", "aot-jar"));
        Path cache = jar.resolveSibling("app.aot");
        try (Deployed training = new Deployed(Packaged.jar("training", jar, "-XX:AOTCacheOutput=" + cache), HEAP,
                settings)) {
            hear(training, create(training, 0));
            get(training, "/q/metrics");
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("there is no " + cache);
        }
        return new Contestant(Packaged.jar("jar, AOT cache", jar, "-XX:AOTCache=" + cache), size(jar.getParent()));
    }

    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an application does with a thousand jobs. */
    private interface Work {
        void with(Deployed application);
    }

    private void measure(Table table, String as, List<Contestant> contestants, Work work) throws Exception {
        Map<String, Callable<Start>> starts = new LinkedHashMap<>();
        contestants.forEach(contestant -> starts.put(contestant.application().name(), () -> start(contestant)));
        Map<String, List<Start>> measured = Rounds.interleave(STARTS, starts);
        double base = Rounds.median(measured.get(contestants.get(0).application().name()), Start::millis);
        for (Contestant contestant : contestants) {
            List<Start> rounds = measured.get(contestant.application().name());
            double millis = Rounds.median(rounds, Start::millis);
            table.row(as, contestant.application().name(), String.format(Locale.ROOT, "%.0f", millis),
                    String.format(Locale.ROOT, "%.2f", millis / base),
                    String.format(Locale.ROOT, "%.0f", Rounds.median(rounds, Start::megabytes)),
                    String.format(Locale.ROOT, "%.0f", after(contestant, work)), contestant.bytes() / 1_000_000);
        }
    }

    private Start start(Contestant contestant) {
        try (Deployed application = new Deployed(contestant.application(), HEAP, settings)) {
            return new Start(application.ready().toNanos() / 1e6, application.memory() / 1e6);
        }
    }

    private double after(Contestant contestant, Work work) {
        try (Deployed application = new Deployed(contestant.application(), HEAP, settings)) {
            work.with(application);
            return application.memory() / 1e6;
        }
    }

    /** Each is asked about until it is made, as there is nobody else to ask for it. */
    private void throughAll(Deployed application) {
        each(number -> hear(application, create(application, number)));
    }

    /** All are in the queue before the first is heard. */
    private void keepAll(Deployed application) {
        List<String> jobs = IntStream.range(0, JOBS).mapToObj(number -> create(application, number)).toList();
        each(number -> hear(application, jobs.get(number)));
    }

    private void each(IntConsumer work) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CompletableFuture.allOf(IntStream.range(0, JOBS)
                .mapToObj(number -> CompletableFuture.runAsync(() -> work.accept(number), callers))
                .toArray(CompletableFuture[]::new)).join();
        callers.shutdown();
    }

    private String create(Deployed application, int number) {
        return send(request(application, "/v1/sound-effects").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("text", "sound " + number)
                        .put("durationSeconds", 0.5)
                        .put("outputFormat", "pcm_8000")
                        .encode()))
                .build(), 202).toJsonObject().getJsonObject("links").getString("self");
    }

    private void hear(Deployed application, String job) {
        await().atMost(PATIENCE)
                .until(() -> get(application, job).toJsonObject().getString("state").equals("succeeded"));
        get(application, job + "/audio");
    }

    private Buffer get(Deployed application, String path) {
        return send(request(application, path).build(), 200);
    }

    private Buffer send(HttpRequest request, int expected) {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(
                        answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Buffer.buffer(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(Deployed application, String path) {
        return HttpRequest.newBuilder(URI.create(application.url() + path)).timeout(PATIENCE);
    }
}
