package dev.foley.ledger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A PgBouncer in transaction mode before a PostgreSQL: no two transactions of a client need meet the same connection. */
final class PgBouncer implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String PROGRAM = "pgbouncer";

    private final int port = Replica.freePort();
    private final Process process;

    PgBouncer(int postgres) throws IOException {
        Optional<Path> program = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), PROGRAM + " is not installed: apt-get install pgbouncer");
        Path settings = Files.createTempFile(PROGRAM, ".ini");
        Files.writeString(settings,
                String.format(Locale.ROOT, """
                                           [databases]
                                           * = host=127.0.0.1 port=%d user=postgres password=postgres
                                           [pgbouncer]
                                           listen_addr = 127.0.0.1
                                           listen_port = %d
                                           unix_socket_dir =
                                           auth_type = any
                                           pool_mode = transaction
                                           default_pool_size = 4
                                           ignore_startup_parameters = extra_float_digits, statement_timeout
                                           """, postgres, port));
        settings.toFile().setReadable(true, false);
        settings.toFile().deleteOnExit();
        process = new ProcessBuilder(command(program.get(), settings)).redirectErrorStream(true)
                .redirectOutput(Path.of("target", PROGRAM + ".log").toFile())
                .start();
        await("PgBouncer to listen, see target/pgbouncer.log").atMost(BOUND).until(this::listens);
    }

    /** It refuses to run as root. */
    private static List<String> command(Path program, Path settings) {
        return System.getProperty("user.name").equals("root")
                ? List.of(program.toString(), "-u", "nobody", settings.toString())
                : List.of(program.toString(), settings.toString());
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
