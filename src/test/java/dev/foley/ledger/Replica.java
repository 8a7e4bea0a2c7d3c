package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.json.JsonObject;

/** The built application in a process of its own, which can be killed, and started again on the same port. */
public final class Replica implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(60);
    /** As in the tests' own JVM. */
    private static final List<String> LOCALE = List.of("user.language", "user.country", "user.timezone");
    /** The JVM of these tests among those that run at the same time. */
    static final String FORK = System.getProperty("tests.fork", "1");
    /** What a JVM chooses by itself in a container as small as those of deploy/. */
    private static final String IN_A_CONTAINER = "-XX:+UseSerialGC";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> settings = new HashMap<>();
    private final String heap;
    private final boolean quick;
    private final int port = freePort();
    private final Path log = Path.of("target",
            String.format(Locale.ROOT, "replica-%s-%d.log", FORK, COUNT.incrementAndGet()));
    private Process process;

    /** @param settings by name; {@code %s} in a value is this replica's URL. Callers need no credentials unless told */
    public Replica(Map<String, String> settings) {
        this(settings, "160m", true);
    }

    /**
     * One that is put under load, with the optimising compiler.
     *
     * @param heap the most it may take, as {@code -Xmx} has it
     */
    Replica(Map<String, String> settings, String heap) {
        this(settings, heap, false);
    }

    private Replica(Map<String, String> settings, String heap, boolean quick) {
        this.heap = heap;
        this.quick = quick;
        this.settings.put("foley.security.anonymous", "true");
        settings.forEach((name, value) -> this.settings.put(name, value.replace("%s", url())));
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it and returns at once. */
    public Replica launch() {
        List<String> options = new ArrayList<>(
                List.of("-Xmx" + heap, "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        LOCALE.forEach(name -> options.add("-D" + name + "=" + System.getProperty(name, "")));
        BuiltApplication application = BuiltApplication.read();
        if (quick) {
            options.addAll(QuickStart.options(application));
        } else if (!application.isNative()) {
            options.add(IN_A_CONTAINER);
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(application.command(options))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("KIE_") || name.startsWith("QUARKUS_"));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Replica start() {
        launch();
        await("a replica to start, see " + log).atMost(START).until(this::isReady);
        return this;
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has stopped: see " + log);
        }
        try {
            return send("GET", "/v1/sound-effects/none", null, Map.of()).get(5, TimeUnit.SECONDS).statusCode() > 0;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exited();
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
        exited();
    }

    /** SIGTERM, and whether it ends in that time. */
    public boolean stopsWithin(Duration time) {
        process.destroy();
        return exitsWithin(time);
    }

    private void exited() {
        if (!exitsWithin(END)) {
            throw new IllegalStateException("it does not end: see " + log);
        }
    }

    private boolean exitsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CompletableFuture<HttpResponse<String>> create(String text, Map<String, String> headers) {
        return send("POST", "/v1/sound-effects",
                new JsonObject().put("text", text).put("durationSeconds", 0.5).put("outputFormat", "pcm_8000").encode(),
                headers);
    }

    public CompletableFuture<HttpResponse<String>> send(String method, String path, String body,
            Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
