package dev.foley.ledger;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the build has made of the application, by its own account: an executable, or a jar.
 *
 * @param file to be run
 */
public record BuiltApplication(Path file, boolean isNative) {
    private static final Path BUILD = Path.of("target");

    /** What was built last. */
    public static BuiltApplication read() {
        Properties account = new Properties();
        try (Reader reader = Files.newBufferedReader(BUILD.resolve("quarkus-artifact.properties"))) {
            account.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuiltApplication(BUILD.resolve(account.getProperty("path")).toAbsolutePath(),
                account.getProperty("type").equals("native"));
    }

    /** @param options such as {@code -Xmx64m} and {@code -Dname=value}, which both understand */
    public List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        if (isNative) {
            command.add(file.toString());
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", file.toString()));
        }
        return command;
    }
}
