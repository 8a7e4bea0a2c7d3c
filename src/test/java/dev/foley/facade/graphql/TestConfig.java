package dev.foley.facade.graphql;

import java.util.Map;

import dev.foley.facade.FacadeConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The defaults of this package, except for what a test sets. */
final class TestConfig {
    private final SmallRyeConfig config;

    TestConfig(Map<String, String> settings) {
        config = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1000))
                .withMapping(GraphQlConfig.class)
                .withMapping(FacadeConfig.class)
                .build();
    }

    GraphQlConfig graphQl() {
        return config.getConfigMapping(GraphQlConfig.class);
    }

    FacadeConfig facade() {
        return config.getConfigMapping(FacadeConfig.class);
    }
}
