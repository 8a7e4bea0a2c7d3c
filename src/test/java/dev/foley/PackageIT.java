package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What is in the packages, and what is not. */
class PackageIT {
    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    private static Path client() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-client.jar")).findFirst().orElseThrow();
        }
    }

    private static List<Path> application() throws IOException {
        try (Stream<Path> files = Files.walk(APPLICATION)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static List<String> entries(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The embedded PostgreSQL, its binaries, and what would look for containers. */
    private static boolean isForDevelopmentOnly(String name) {
        return name.startsWith("io/zonky/") || name.startsWith("io/quarkiverse/embedded/") || name.endsWith(".txz")
                || name.startsWith("org/testcontainers/") || name.startsWith("com/github/dockerjava/");
    }

    @Test
    void theDatabaseOfDevelopmentIsNotInTheApplication() throws IOException {
        assertThat(application()).hasSizeGreaterThan(50)
                .allSatisfy(jar -> assertThat(entries(jar)).as(jar.toString())
                        .noneMatch(PackageIT::isForDevelopmentOnly));
    }

    @Test
    void theClientIsTheClientAndTheSandbox() throws IOException {
        Predicate<String> expected = name -> name.matches("dev/foley/[^/]+\\.class|dev/foley/(error|kie|sandbox)/.*")
                || name.startsWith("META-INF/");
        assertThat(entries(client())).contains("dev/foley/SoundEffects.class").allMatch(expected);
    }

    /** A service that injects the client has none of them. */
    @Test
    void theClientDoesWithoutTheLibrariesOfTheFacade() throws IOException {
        try (JarFile jar = new JarFile(client().toFile())) {
            List<JarEntry> classes = jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
            assertThat(classes).isNotEmpty()
                    .allSatisfy(entry -> assertThat(text(jar, entry)).as(entry.getName())
                            .doesNotContain("io/opentelemetry/", "io/micrometer/", "org/jboss/logmanager/",
                                    "io/vertx/pgclient/",
                                    "io/vertx/mutiny/sqlclient/", "org/eclipse/microprofile/health/"));
        }
    }

    private static String text(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theClientHasEachServiceThatItNames() throws IOException {
        try (JarFile jar = new JarFile(client().toFile())) {
            List<String> providers = jar.stream()
                    .filter(entry -> entry.getName().matches("META-INF/services/.+"))
                    .flatMap(entry -> lines(jar, entry))
                    .toList();
            assertThat(providers).isNotEmpty()
                    .allSatisfy(
                            provider -> assertThat(jar.getEntry(provider.replace('.', '/') + ".class")).isNotNull());
        }
    }

    private static Stream<String> lines(JarFile jar, JarEntry entry) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
