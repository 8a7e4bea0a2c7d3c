package dev.foley.ledger;

import java.util.Map;

import dev.foley.kie.StatusConfig;
import dev.foley.kie.SubmitConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The configuration as it ships, and these values over it. */
final class TestLedgerConfig {
    private final SmallRyeConfig config;

    TestLedgerConfig(String... overrides) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < overrides.length; i += 2) {
            values.put(overrides[i], overrides[i + 1]);
        }
        config = new SmallRyeConfigBuilder().addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addDiscoveredSources()
                .withSources(new PropertiesConfigSource(values, "test", 1000))
                .withMapping(LedgerConfig.class)
                .withMapping(QuotaConfig.class)
                .withMapping(RetentionConfig.class)
                .withMapping(SubmitConfig.class)
                .withMapping(StatusConfig.class)
                .withValidateUnknown(false)
                .build();
    }

    LedgerConfig ledger() {
        return config.getConfigMapping(LedgerConfig.class);
    }

    RetentionConfig retention() {
        return config.getConfigMapping(RetentionConfig.class);
    }

    QuotaConfig quota() {
        return config.getConfigMapping(QuotaConfig.class);
    }

    SubmitConfig submit() {
        return config.getConfigMapping(SubmitConfig.class);
    }

    StatusConfig status() {
        return config.getConfigMapping(StatusConfig.class);
    }
}
