package dev.foley.facade.tracing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Traces are sent where an OTLP endpoint is set, by Quarkus' key or by OpenTelemetry's own {@code OTEL_EXPORTER_OTLP_*};
 * else nothing is traced, and nothing is sent to the port of this machine that is Quarkus' default.
 */
public final class OtlpEndpoint implements ConfigSourceFactory {
    static final String DISABLED = "quarkus.otel.sdk.disabled";
    static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    static final String QUARKUS = "quarkus.";

    private static final String TRACES_ENDPOINT = QUARKUS + "otel.exporter.otlp.traces.endpoint";
    private static final List<String> STANDARD = List.of(ENDPOINT, "otel.exporter.otlp.protocol",
            "otel.exporter.otlp.headers");
    /** Below what anybody sets, and above the defaults of Quarkus, which are negative. */
    private static final int ORDINAL = 0;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        for (String name : STANDARD) {
            String value = set(context, name);
            if (value != null) {
                derived.put(QUARKUS + name, value);
            }
        }
        boolean somewhere = derived.containsKey(QUARKUS + ENDPOINT) || set(context, QUARKUS + ENDPOINT) != null
                || set(context, TRACES_ENDPOINT) != null;
        derived.put(DISABLED, Boolean.toString(!somewhere));
        return List.of(new PropertiesConfigSource(derived, "Foley, from whether an OTLP endpoint is set", ORDINAL));
    }

    private static @Nullable String set(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank()
                || value.getConfigSourceOrdinal() < ORDINAL ? null : value.getValue();
    }
}
