package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.foley.facade.FacadeConfig;
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

/** The README's table of configuration is made of the real keys and their real defaults. */
class ReadmeTest {
    /** A key that ships without a default, and what the table says in its place. */
    private static final Map<String, String> WITHOUT_DEFAULT = Map.of("foley.kie.api-key-file", "");

    private static final Pattern ROW = Pattern.compile("\\| `(foley\\.[a-z.<>-]+)` \\| (?:`([^`]*)`)? ?\\|.*");

    @Test
    void theConfigurationTableHasEveryKeyWithItsDefault() throws IOException {
        Map<String, String> table = Files.readAllLines(Path.of("README.md"))
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
        keys.putAll(defaults("foley.graphql", GraphQlConfig.class));
        assertThat(table).containsExactlyInAnyOrderEntriesOf(keys);
    }

    @Test
    void theSandboxKnowsEachMarkerThatIsDocumented() throws IOException {
        String section = Files.readString(Path.of("README.md")).replaceAll("(?s).*### Make it fail|### Ask it.*", "");
        assertThat(section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results().map(marker -> marker.group(1)))
                .filter(marker -> !marker.endsWith(":…"))
                .map(marker -> marker.replaceFirst("^…:", "create:").replaceFirst("^:", "callback:"))
                .map(marker -> FaultParser.markersIn("[[" + marker + "]]"))).isNotEmpty()
                .allMatch(found -> found.size() == 1);
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
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
