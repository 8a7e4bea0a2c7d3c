package dev.foley.ledger;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.foley.bench.Callers;

/** PostgreSQL's own load, where it is installed: what the database does with nothing in front of it. */
final class Pgbench {
    private static final Path DIRECTORY = Path.of("target", "pgbench").toAbsolutePath();
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path program;
    private final int port;
    private final int clients;

    private Pgbench(Path program, int port, int clients) {
        this.program = program;
        this.port = port;
        this.clients = clients;
    }

    /** @param clients with a connection each */
    static Optional<Pgbench> find(int port, int clients) {
        Stream<Path> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        return Stream.concat(path, debian())
                .map(directory -> directory.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program, port, clients));
    }

    private static Stream<Path> debian() {
        File[] versions = DEBIAN.toFile().listFiles();
        return versions == null
                ? Stream.empty()
                : Arrays.stream(versions).map(version -> version.toPath().resolve("bin"));
    }

    /** @param time in whole seconds */
    Callers.Figures run(String script, Duration time) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        clear();
        Path file = Files.writeString(DIRECTORY.resolve("script.sql"), script);
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--no-vacuum", "--host=127.0.0.1",
                "--port=" + port, "--username=postgres", "--client=" + clients, "--jobs=2",
                "--time=" + time.toSeconds(), "--protocol=prepared", "--file=" + file, "--log", "--log-prefix=log",
                "postgres").directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("output.txt").toFile());
        builder.environment().put("PGPASSWORD", "postgres");
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(Files.readString(DIRECTORY.resolve("output.txt")));
        }
        List<Long> nanos = nanos();
        if (nanos.isEmpty()) {
            throw new IllegalStateException("pgbench had no time for its first transaction");
        }
        return Callers.Figures.of(nanos, time);
    }

    /** Each line of its logs is a client, a count, and the microseconds that it took. */
    private static List<Long> nanos() throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (Path log : logs()) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.map(line -> Long.parseLong(line.split(" ")[2]) * 1000).forEach(nanos::add);
            }
        }
        return nanos.stream().sorted().toList();
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("log")).toList();
        }
    }

    private static void clear() throws IOException {
        for (Path log : logs()) {
            Files.delete(log);
        }
    }
}
