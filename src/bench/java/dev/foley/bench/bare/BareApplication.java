package dev.foley.bench.bare;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

import dev.foley.bench.Packaging;

/** A Quarkus application of {@link BareResource} alone, which differs from Foley in nothing but the work. */
public final class BareApplication {
    private static final String PACKAGE = "dev/foley/bench/bare";

    private BareApplication() {}

    /** Builds it, which takes some seconds; the jar to be run. */
    public static Path build() {
        Path root = Path.of("target", "bare", "classes");
        try (Stream<Path> classes = Files.list(
                Path.of(BareApplication.class.getResource("BareApplication.class").toURI()).getParent())) {
            Path to = Files.createDirectories(root.resolve(PACKAGE));
            for (Path file : classes.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Packaging.jar("bare", root, Map.of());
    }
}
