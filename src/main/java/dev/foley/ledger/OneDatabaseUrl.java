package dev.foley.ledger;

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
                ? derived(REACTIVE, JDBC, jdbc, url -> DatabaseUrl.ofJdbc(url).reactive())
                : derived(JDBC, REACTIVE, reactive, url -> DatabaseUrl.ofReactive(url).jdbc()));
    }

    private static ConfigSource derived(String missing, String set, String url, UnaryOperator<String> translation) {
        try {
            return new PropertiesConfigSource(Map.of(missing, translation.apply(url)), "Foley, from " + set, ORDINAL);
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
