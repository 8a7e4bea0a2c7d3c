package dev.foley.facade.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class OtlpEndpointTest {
    private static final String ENDPOINT = OtlpEndpoint.QUARKUS + OtlpEndpoint.ENDPOINT;

    /** With the defaults that Quarkus has. */
    private static SmallRyeConfig config(ConfigSource... sources) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withDefaultValue(ENDPOINT, "http://localhost:4317")
                .withDefaultValue(OtlpEndpoint.DISABLED, "false")
                .withSources(sources)
                .withSources(new OtlpEndpoint())
                .build();
    }

    private static SmallRyeConfig environment(Map<String, String> variables) {
        return config(new EnvConfigSource(variables, 300));
    }

    private static boolean isOff(SmallRyeConfig config) {
        return config.getValue(OtlpEndpoint.DISABLED, Boolean.class);
    }

    @Test
    void nothingIsTracedWithoutAnEndpoint() {
        assertThat(isOff(config())).isTrue();
        assertThat(isOff(environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "")))).isTrue();
    }

    @Test
    void anEndpointTurnsTracesOn() {
        assertThat(isOff(config(new PropertiesConfigSource(Map.of(ENDPOINT, "http://tempo:4317"), "test", 250))))
                .isFalse();
        assertThat(isOff(environment(Map.of("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://tempo:4317")))).isFalse();
        assertThat(isOff(environment(Map.of("QUARKUS_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://tempo:4317"))))
                .isFalse();
    }

    @Test
    void openTelemetrysOwnVariablesCount() {
        SmallRyeConfig config = environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://tempo:4318",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "OTEL_EXPORTER_OTLP_HEADERS", "tenant=foley"));
        assertThat(isOff(config)).isFalse();
        assertThat(config.getConfigValue(ENDPOINT).getValue()).isEqualTo("http://tempo:4318");
        assertThat(config.getConfigValue("quarkus.otel.exporter.otlp.protocol").getValue()).isEqualTo("http/protobuf");
        assertThat(config.getConfigValue("quarkus.otel.exporter.otlp.headers").getValue()).isEqualTo("tenant=foley");
    }

    @Test
    void quarkusKeysComeFirst() {
        SmallRyeConfig config = environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://other:4317",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://tempo:4317", "QUARKUS_OTEL_SDK_DISABLED", "true"));
        assertThat(config.getConfigValue(ENDPOINT).getValue()).isEqualTo("http://tempo:4317");
        assertThat(isOff(config)).isTrue();
    }
}
