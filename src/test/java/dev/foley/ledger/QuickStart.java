package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What lets a replica start in half of the processor time (4.1 s for 7.7 s): no optimising compiler, the collector with the fewest
 * threads, and an archive of the classes that the packaged application loads at its start (AppCDS), made once by the first JVM of tests that needs it.
 */
final class QuickStart {
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** Good for one version of Java, and for one build. */
    private static final Path ARCHIVE = Path.of("target",
            String.format(Locale.ROOT, "replica-%d.jsa", Runtime.version().feature()));
    private static final Path LOCK = Path.of("target", "replica.lock");
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static boolean made;

    private QuickStart() {}

    /** Options of a replica's JVM. */
    static synchronized List<String> options(BuiltApplication application) {
        if (application.isNative()) {
            return List.of();
        }
        if (!made) {
            try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock others = file.lock()) {
                if (others.isValid() && !isFresh(application)) {
                    make(application);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            made = true;
        }
        return Stream.concat(SHORT_LIVED.stream(), Stream.of("-XX:SharedArchiveFile=" + ARCHIVE)).toList();
    }

    private static boolean isFresh(BuiltApplication application) throws IOException {
        return Files.exists(ARCHIVE) && Files.getLastModifiedTime(ARCHIVE)
                .compareTo(Files.getLastModifiedTime(application.file())) > 0;
    }

    /** The JVM writes the archive as it ends. */
    private static void make(BuiltApplication application) throws IOException {
        int port = Replica.freePort();
        File log = Path.of("target", "shared-classes.log").toFile();
        try {
            Files.deleteIfExists(ARCHIVE);
            List<String> options = Stream.concat(SHORT_LIVED.stream(), Stream.of("-XX:ArchiveClassesAtExit=" + ARCHIVE,
                    "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port)).toList();
            Process process = new ProcessBuilder(application.command(options)).redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            await("the application to start, see " + log).atMost(BOUND)
                    .until(() -> !process.isAlive() || listens(port));
            process.destroy();
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) || !Files.exists(ARCHIVE)) {
                process.destroyForcibly();
                throw new IllegalStateException("no archive of classes was made: see " + log);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
