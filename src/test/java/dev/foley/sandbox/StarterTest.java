package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.foley.sandbox.config.StandaloneConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StarterTest {

    private static final int APPLICATION = 250;
    private static final int LIBRARY = 100;

    private SandboxStarter starter = starter(config(Map.of()), Map.of());

    private final LaunchMode before = LaunchMode.current();

    @BeforeEach
    void inTestMode() {
        LaunchMode.set(LaunchMode.TEST);
    }

    @AfterEach
    void stop() {
        starter.stop();
        LaunchMode.set(before);
    }

    private static Config config(Map<String, String> application) {
        return new SmallRyeConfigBuilder()
                .withSources(new LiveSource(application))
                .withSources(new PropertiesConfigSource(Map.of("quarkus.rest-client.kie.url", "https://api.kie.ai",
                        "foley.kie.api-key", "${NO_SUCH_KEY_ANYWHERE:}"), "library", LIBRARY))
                .withSources(new PublishedConfig())
                .addDefaultInterceptors()
                .build();
    }

    /** A source whose settings may change while it is in use. */
    private record LiveSource(Map<String, String> settings) implements ConfigSource {

        @Override
        public int getOrdinal() { return APPLICATION; }

        @Override
        public String getName() { return "application"; }

        @Override
        public Set<String> getPropertyNames() { return settings.keySet(); }

        @Override
        public @Nullable String getValue(String name) {
            return settings.get(name);
        }
    }

    private static SandboxStarter starter(Config config, Map<String, String> settings) {
        return new SandboxStarter(StandaloneConfig.of(settings), config);
    }

    private Config start(Map<String, String> application, Map<String, String> settings) {
        Config config = config(application);
        starter = starter(config, settings);
        starter.start(new StartupEvent());
        return config;
    }

    private void assertThatItStayedAway() {
        assertThatIllegalStateException().isThrownBy(() -> starter.sandbox())
                .withMessageContaining("foley.kie.api-key");
    }

    @Test
    void itStartsWhereNothingIsSet() {
        Config config = start(Map.of(), Map.of());

        assertThat(config.getValue("quarkus.rest-client.kie.url", String.class)).isEqualTo(starter.sandbox().url());
    }

    @Test
    void anEmptyKeyIsNoKey() {
        Config config = start(Map.of("foley.kie.api-key", ""), Map.of());

        assertThat(config.getValue("foley.kie.api-key", String.class)).isEqualTo("sandbox");
        assertThat(starter.sandbox().url()).isNotEmpty();
    }

    @Test
    void aKeyThatIsSetLaterWins() {
        Map<String, String> application = new HashMap<>();
        Config config = start(application, Map.of());

        application.put("foley.kie.api-key", "rotated");

        assertThat(config.getValue("foley.kie.api-key", String.class)).isEqualTo("rotated");
    }

    @Test
    void aKeyKeepsItAway() {
        start(Map.of("foley.kie.api-key", "k"), Map.of());

        assertThatItStayedAway();
    }

    @Test
    void aUrlKeepsItAway() {
        start(Map.of("quarkus.rest-client.kie.url", "http://127.0.0.1:1"), Map.of());

        assertThatItStayedAway();
    }

    @Test
    void itCanBeTurnedOff() {
        start(Map.of(), Map.of("foley.sandbox.enabled", "false"));

        assertThatItStayedAway();
    }

    @Test
    void itNeverStartsInProduction() {
        LaunchMode.set(LaunchMode.NORMAL);

        start(Map.of(), Map.of());

        assertThatItStayedAway();
    }

    @Test
    void whatItPublishedIsWithdrawnWhenItStops() throws Exception {
        Config config = start(Map.of(), Map.of());
        String url = starter.sandbox().url();

        starter.stop();

        assertThat(config.getValue("quarkus.rest-client.kie.url", String.class)).isEqualTo("https://api.kie.ai");
        assertThat(config.getOptionalValue("foley.kie.api-key", String.class)).isEmpty();
        assertThat(config.getOptionalValue("foley.download.allow-http", String.class)).isEmpty();
        assertThatIOException().isThrownBy(
                () -> new Socket("127.0.0.1", URI.create(url).getPort()).close());
    }
}
