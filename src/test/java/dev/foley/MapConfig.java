package dev.foley;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.Config;

/** Configuration from a map that a test may go on changing. */
public final class MapConfig {
    private MapConfig() {}

    public static Config of(String key, String value) {
        return of(new HashMap<>(Map.of(key, value)));
    }

    public static Config of(Map<String, String> values) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "test", 100)).build();
    }
}
