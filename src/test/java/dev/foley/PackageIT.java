package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.foley.ledger.BuiltApplication;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is in the packages, and what is not. */
class PackageIT {
    private static final Path CONSUMER = Path.of("target", "it", "consumer", "target", "quarkus-app");

    private static Path application() {
        BuiltApplication application = BuiltApplication.read();
        assumeFalse(application.isNative(), "an executable has no jars in it");
        return application.file().getParent();
    }

    private static Path client() throws IOException {
        return product("-client.jar");
    }

    private static Path product(String end) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static List<String> libraries(Path application) throws IOException {
        return jars(application.resolve("lib")).stream().map(jar -> jar.getFileName().toString()).toList();
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

    private static JsonObject sbom() throws IOException {
        return new JsonObject(Files.readString(product("-cyclonedx.json")));
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        return parent.getJsonArray(name).stream().map(JsonObject.class::cast);
    }

    /** As Quarkus names the jar of a component. */
    private static String jarName(JsonObject component) {
        return String.format(Locale.ROOT, "%s.%s-%s.jar", component.getString("group"), component.getString("name"),
                component.getString("version"));
    }

    private static List<String> withoutVersions(Stream<String> jars) {
        return jars.map(jar -> jar.replaceFirst("-[0-9][^/]*$", "")).toList();
    }

    @Test
    void theDatabaseOfDevelopmentIsNotInTheApplication() throws IOException {
        assertThat(jars(application())).hasSizeGreaterThan(50)
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

    @Test
    void theClientHasAnIndexOfItsOwnClasses() throws IOException {
        try (JarFile jar = new JarFile(client().toFile());
                InputStream index = jar.getInputStream(jar.getEntry("META-INF/jandex.idx"))) {
            List<String> indexed = new IndexReader(index).read()
                    .getKnownClasses()
                    .stream()
                    .map(known -> known.name().toString().replace('.', '/') + ".class")
                    .toList();
            assertThat(indexed).containsExactlyInAnyOrderElementsOf(jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList());
        }
    }

    @Test
    void theClientHasItsDefaults() throws IOException {
        try (JarFile jar = new JarFile(client().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("META-INF/microprofile-config.properties"))) {
            Properties defaults = new Properties();
            defaults.load(in);
            assertThat(defaults).containsKey("foley.submit.limit")
                    .hasEntrySatisfying("quarkus.rest-client.kie.user-agent",
                            agent -> assertThat(agent.toString()).matches("foley/[0-9].*"));
        }
    }

    @Test
    @Tag(Depth.DEEP)
    void theSbomListsWhatIsInTheApplication() throws IOException {
        assertThat(objects(sbom(), "components").map(PackageIT::jarName)
                .filter(jar -> !jar.startsWith("io.quarkus.quarkus-ide-launcher-"))) // Quarkus leaves it out of packages.
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(libraries(application()));
    }

    @Test
    @Tag(Depth.DEEP)
    void aServiceThatHasTheClientInjectedHasNothingOfTheFacade() throws IOException {
        JsonObject sbom = sbom();
        String root = sbom.getJsonObject("metadata").getJsonObject("component").getString("bom-ref");
        JsonArray direct = objects(sbom, "dependencies").filter(node -> root.equals(node.getString("ref")))
                .findFirst()
                .orElseThrow()
                .getJsonArray("dependsOn");
        List<String> ofTheFacade = withoutVersions(objects(sbom, "components")
                .filter(component -> "optional".equals(component.getString("scope")))
                .filter(component -> direct.contains(component.getString("bom-ref")))
                .map(PackageIT::jarName));
        assertThat(ofTheFacade).contains("io.quarkus.quarkus-rest-jackson", "io.quarkus.quarkus-flyway");
        assertThat(withoutVersions(libraries(CONSUMER).stream())).hasSizeGreaterThan(50)
                .doesNotContainAnyElementsOf(ofTheFacade);
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
