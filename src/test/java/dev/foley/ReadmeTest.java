package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.foley.facade.FacadeConfig;
import dev.foley.facade.LimitsConfig;
import dev.foley.facade.ProblemType;
import dev.foley.facade.graphql.GraphQlConfig;
import dev.foley.facade.page.PageConfig;
import dev.foley.facade.security.SecurityConfig;
import dev.foley.ledger.CallbackConfig;
import dev.foley.ledger.LedgerConfig;
import dev.foley.ledger.QuotaConfig;
import dev.foley.ledger.RetentionConfig;
import dev.foley.sandbox.config.SandboxConfig;
import dev.foley.sandbox.fault.FaultParser;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import org.junit.jupiter.api.Test;

/** Tables and code of the documentation are real: each key with its default, each marker, each link, and what a consumer compiles. */
class ReadmeTest {
    /** A key that ships without a default, and what the table says in its place. */
    private static final Map<String, String> WITHOUT_DEFAULT = Map.of("foley.kie.api-key-file", "",
            "foley.download.headers.<name>", "");

    private static final Pattern ROW = Pattern.compile("\\| `(foley\\.[a-z.<>-]+)` \\| (?:`([^`]*)`)? ?\\|.*");

    private static final Path README = Path.of("README.md");

    private static final Path DOCS = Path.of("docs");

    private static final Path CONFIGURATION = DOCS.resolve("reference/configuration.md");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern VARIABLE = Pattern.compile("\\bFOLEY_[A-Z0-9_<>]+");

    @Test
    void theConfigurationTableHasEveryKeyWithItsDefault() throws IOException {
        Map<String, String> table = Files.readAllLines(CONFIGURATION)
                .stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2) == null ? "" : row.group(2)));
        Map<String, String> keys = new TreeMap<>(WITHOUT_DEFAULT);
        keys.putAll(shippedDefaults());
        keys.putAll(defaults(SandboxConfig.PREFIX, SandboxConfig.class));
        keys.putAll(defaults("foley.page", PageConfig.class));
        keys.putAll(defaults("foley.security", SecurityConfig.class));
        keys.putAll(defaults("foley.quota", QuotaConfig.class));
        keys.putAll(defaults("foley.ledger", LedgerConfig.class));
        keys.putAll(defaults("foley.callback", CallbackConfig.class));
        keys.putAll(defaults("foley.retention", RetentionConfig.class));
        keys.putAll(defaults("foley.facade", FacadeConfig.class));
        keys.putAll(defaults("foley.limits", LimitsConfig.class));
        keys.putAll(defaults("foley.graphql", GraphQlConfig.class));
        assertThat(table).containsExactlyInAnyOrderEntriesOf(keys);
    }

    @Test
    void whatIsDeployedSetsKeysThatThereAre() throws IOException {
        String variables = Files.readAllLines(CONFIGURATION)
                .stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1).replaceAll("<[^>]*>", "*").toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .map(variable -> variable.replace("*", "[A-Z<>]+"))
                .collect(Collectors.joining("|"));
        try (Stream<Path> files = Files.walk(Path.of("deploy"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(VARIABLE.matcher(Files.readString(file)).results().map(found -> found.group())).as(
                        file.toString()).allMatch(variable -> variable.matches(variables));
            }
        }
    }

    @Test
    void theSandboxKnowsEachMarkerThatIsDocumented() throws IOException {
        assertThat(Files.readAllLines(DOCS.resolve("reference/sandbox.md"))
                .stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results().map(marker -> marker.group(1)))
                .filter(marker -> !marker.endsWith(":…"))
                .map(marker -> marker.replaceFirst("^…:", "create:").replaceFirst("^:", "callback:"))
                .map(marker -> FaultParser.markersIn("[[" + marker + "]]"))).isNotEmpty()
                .allMatch(found -> found.size() == 1);
    }

    @Test
    void theInjectionIsTheConsumersCode() throws IOException {
        String consumer = squeeze(consumersSources().replace("${foley.version}", version()));
        String pages = Files.readString(README) + Files.readString(DOCS.resolve("tutorials/inject-the-client.md"));
        assertThat(Pattern.compile("(?s)```(?:java|xml)\n(.*?)```").matcher(pages).results())
                .hasSize(5)
                .allSatisfy(block -> assertThat(consumer).contains(squeeze(block.group(1))));
    }

    @Test
    void everyProblemIsDocumented() throws IOException {
        List<String> rows = Files.readAllLines(DOCS.resolve("reference/problems.md"))
                .stream()
                .filter(line -> line.startsWith("| `/problems/"))
                .map(line -> line.replaceAll("^((?:\\|[^|]*){3}).*", "$1"))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values())
                .map(type -> String.format(Locale.ROOT, "| `%s` | %d | %s ", type.path(), type.status(), type.title()))
                .toList());
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        String page = Files.readString(DOCS.resolve("how-to/operate.md"));
        assertThat(Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(Path.of("deploy/prometheus/foley.rules.yml")))
                .results()
                .map(alert -> alert.group(1))).isNotEmpty()
                .allSatisfy(alert -> assertThat(page).contains("| `" + alert + "` |"));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : pages()) {
            assertThat(links(page)).as(page.toString()).allSatisfy(link -> {
                String[] target = link.split("#", 2);
                Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]).normalize();
                assertThat(file).as(link).exists();
                if (target.length > 1) {
                    assertThat(anchors(file)).as(link).contains(target[1]);
                }
            });
        }
    }

    @Test
    void everyPageIsLinkedFromTheIndex() throws IOException {
        Path index = DOCS.resolve("README.md");
        List<Path> linked = links(index).stream()
                .map(link -> index.resolveSibling(link.replaceAll("#.*", "")).normalize())
                .toList();
        assertThat(linked).containsAll(
                pages().stream().filter(page -> page.startsWith(DOCS) && !page.equals(index)).toList());
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
        assertThat(Files.size(README)).isLessThanOrEqualTo(12 << 10);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(files.filter(file -> file.toString().endsWith(".md")),
                    Stream.of(README, Path.of("CONTRIBUTING.md"))).toList();
        }
    }

    /** To other files and places of this tree. */
    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("http"))
                .toList();
    }

    /** Of the headings, as GitHub makes them. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page)
                .stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
    }

    private static String consumersSources() throws IOException {
        Path consumer = Path.of("src", "it", "consumer");
        StringBuilder sources = new StringBuilder(Files.readString(consumer.resolve("pom.xml")));
        try (Stream<Path> files = Files.walk(consumer.resolve("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    private static String version() throws IOException {
        return Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    }

    /** Whatever the indentation. */
    private static String squeeze(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> shippedDefaults() throws IOException {
        Properties properties = new Properties();
        for (String file : new String[]{"META-INF/microprofile-config.properties", "application.properties"}) {
            try (InputStream in = Files.newInputStream(Path.of("src/main/resources", file))) {
                properties.load(in);
            }
        }
        return properties.stringPropertyNames()
                .stream()
                .filter(key -> key.startsWith("foley."))
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static Map<String, String> defaults(String prefix, Class<?> mapping) {
        Map<String, String> defaults = new TreeMap<>();
        for (Method method : mapping.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            String key = method.isAnnotationPresent(WithParentName.class)
                    ? prefix
                    : prefix + "." + kebab(method.getName());
            if (method.getGenericReturnType() instanceof ParameterizedType type && type.getRawType() == Map.class) {
                defaults.putAll(defaults(key + ".<name>", (Class<?>) type.getActualTypeArguments()[1]));
            } else {
                WithDefault value = method.getAnnotation(WithDefault.class);
                defaults.put(key, value == null ? "" : value.value());
            }
        }
        return defaults;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
