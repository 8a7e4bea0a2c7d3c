package dev.foley.facade;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as an operator gives them, without Quarkus. */
public final class Settings {
    private Settings() {}

    public static <T> T of(String prefix, Class<T> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(mapping, prefix)
                .build()
                .getConfigMapping(mapping, prefix);
    }
}
