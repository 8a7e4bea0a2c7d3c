package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class AsciiDatabaseUrlsTest {
    @Test
    void aPortInPersianDigitsIsReadAsTheNumberItIs() {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withInterceptors(new AsciiDatabaseUrls())
                .withSources(new PropertiesConfigSource(
                        Map.of(OneDatabaseUrl.JDBC,
                                "jdbc:postgresql://localhost:\u06f4\u06f5\u06f5\u06f8\u06f9/postgres",
                                OneDatabaseUrl.REACTIVE, "postgresql://localhost:45589/postgres", "other", "\u06f4"),
                        "test", 100))
                .build();

        assertThat(config.getConfigValue(OneDatabaseUrl.JDBC).getValue())
                .isEqualTo("jdbc:postgresql://localhost:45589/postgres");
        assertThat(config.getConfigValue(OneDatabaseUrl.REACTIVE).getValue())
                .isEqualTo("postgresql://localhost:45589/postgres");
        assertThat(config.getConfigValue("other").getValue()).isEqualTo("\u06f4");
        assertThat(config.getConfigValue("absent").getValue()).isNull();
    }
}
