package dev.foley.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An application that has been built, and how it is run.
 *
 * @param name    for people
 * @param command what starts it, up to its own options
 * @param rest    what stands behind them
 */
record Packaged(String name, List<String> command, List<String> rest) {
    /** The first JDK that knows all of the options, and AOT caches of whole runs. */
    private static final int DEPLOYED_JDK = 25;
    private static final Path OPTIONS = Path.of("src", "main", "jib", "app", "options").toAbsolutePath();

    /** Whether this process's JDK makes AOT caches of a run. */
    static boolean hasCaches() {
        return Runtime.version().feature() >= DEPLOYED_JDK;
    }

    /** By the JDK of this process, with the options that the image has where that JDK has them. */
    static Packaged jar(String name, Path jar, String... options) {
        List<String> command = new ArrayList<>(List.of(java("java")));
        if (hasCaches()) {
            command.add("@" + OPTIONS);
        }
        command.addAll(List.of(options));
        return new Packaged(name, command, List.of("-jar", jar.toString()));
    }

    static Packaged executable(String name, Path file) {
        return new Packaged(name, List.of(file.toString()), List.of());
    }

    /** Foley as it was built last. */
    static Packaged foley() {
        BuiltApplication built = BuiltApplication.read();
        return built.isNative() ? executable("Foley, native", built.file()) : jar("Foley", built.file());
    }

    /** A tool of this process's JDK. */
    static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    List<String> command(List<String> options, Map<String, String> settings) {
        List<String> all = new ArrayList<>(command);
        all.addAll(options);
        settings.forEach((name, value) -> all.add("-D" + name + "=" + value));
        all.addAll(rest);
        return all;
    }
}
