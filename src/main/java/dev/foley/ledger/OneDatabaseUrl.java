package dev.foley.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Flyway's driver and everyone else's each want a URL; whoever sets one means both. */
public final class OneDatabaseUrl implements ConfigSourceFactory {
    static final String JDBC = "quarkus.datasource.jdbc.url";
    static final String REACTIVE = "quarkus.datasource.reactive.url";
    private static final String TRUST = "quarkus.datasource.reactive.trust-certificate-pem";
    /** Any of these says whom to trust. */
    private static final List<String> TRUSTED = List.of(TRUST, "quarkus.datasource.reactive.trust-certificate-jks",
            "quarkus.datasource.reactive.trust-certificate-pfx", "quarkus.datasource.reactive.trust-all",
            "quarkus.datasource.reactive.tls-configuration-name");
    private static final String ACTIVE = "quarkus.datasource.active";

    /** Below all others: it fills a gap. */
    private static final int ORDINAL = Integer.MIN_VALUE;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String jdbc = value(context, JDBC);
        String reactive = value(context, REACTIVE);
        if ((jdbc == null) == (reactive == null) || "false".equals(value(context, ACTIVE))) {
            return List.of();
        }
        return List.of(reactive == null
                ? derived(REACTIVE, JDBC, jdbc, url -> DatabaseUrl.ofJdbc(url).reactive(), trust(context, jdbc))
                : derived(JDBC, REACTIVE, reactive, url -> DatabaseUrl.ofReactive(url).jdbc(), Map.of()));
    }

    /** What the reactive driver has settings for, in place of parameters of its URL. */
    private static Map<String, String> trust(ConfigSourceContext context, String jdbc) {
        Map<String, String> parameters = DatabaseUrl.parametersOfJdbc(jdbc);
        String mode = parameters.getOrDefault("sslmode", "");
        if (!mode.startsWith("verify-")) {
            return Map.of();
        }
        Map<String, String> trust = new HashMap<>();
        if (mode.equals("verify-full")) {
            trust.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        }
        String root = parameters.get("sslrootcert");
        if (root != null) {
            trust.put(TRUST, "true");
            trust.put(TRUST + ".certs", root);
        } else if (TRUSTED.stream().allMatch(key -> value(context, key) == null)) {
            throw new ConfigurationException(String.format(Locale.ROOT,
                    "%s asks for sslmode=%s and names no sslrootcert, the certificate to trust: name it there, or set %s and %s.certs",
                    JDBC, mode, TRUST, TRUST));
        }
        return trust;
    }

    private static ConfigSource derived(String missing, String set, String url, UnaryOperator<String> translation,
            Map<String, String> more) {
        try {
            Map<String, String> values = new HashMap<>(more);
            values.put(missing, translation.apply(url));
            return new PropertiesConfigSource(values, "Foley, from " + set, ORDINAL);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s %s, so that %s cannot be derived from it: set both", set,
                            e.getMessage(), missing));
        }
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank() ? null : value.getValue();
    }
}
