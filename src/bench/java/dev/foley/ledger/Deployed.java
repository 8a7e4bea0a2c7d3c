package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.sandbox.Sandbox;

/** A packaged application that runs, in a process of its own. */
final class Deployed implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port = Replica.freePort();
    private final Path log;
    private final Process process;
    private final Duration ready;

    /** That does all at once, and holds nothing back. */
    static Sandbox unboundedSandbox() {
        return Sandbox.configure()
                .set("create-limit", "0")
                .set("query-limit", "0")
                .set("task-duration", "0s")
                .set("credits", "1000000")
                .start();
    }

    /** Returns once it says that it is ready. */
    Deployed(Packaged application, String heap, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("quarkus.http.host", "127.0.0.1", "quarkus.http.port",
                Integer.toString(port)));
        all.putAll(settings);
        log = Path.of("target", String.format(Locale.ROOT, "bench-%d.log", port));
        ProcessBuilder builder = new ProcessBuilder(application.command(List.of("-Xmx" + heap), all))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KIE_") || name.startsWith("QUARKUS_"));
        HttpRequest asked = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready")).build();
        long start = System.nanoTime();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            await(application.name() + " to be ready, see " + log).atMost(START)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> isReady(asked));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        ready = Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean isReady(HttpRequest asked) throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has stopped: see " + log);
        }
        try {
            return HTTP.send(asked, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From the start of the process until it was ready. */
    Duration ready() {
        return ready;
    }

    /** What of it is in memory, in bytes. Linux only. */
    long memory() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))
                    .stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum() << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lives in its heap, in bytes; its garbage is collected for that. Of a JVM only. */
    long heap() {
        try {
            Process histogram = new ProcessBuilder(Packaged.java("jcmd"), Long.toString(process.pid()),
                    "GC.class_histogram").redirectErrorStream(true).start();
            String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(Path.of("target", String.format(Locale.ROOT, "bench-histogram-%d.txt", port)), text);
            return text.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }
}
