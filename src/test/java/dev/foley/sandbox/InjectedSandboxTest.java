package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** An application without a key, in test mode. */
@QuarkusTest
class InjectedSandboxTest {

    @Inject
    Sandbox sandbox;

    @Inject
    Config config;

    @Test
    void theClientIsPointedAtTheSandbox() {
        assertThat(config.getValue("quarkus.rest-client.kie.url", String.class)).isEqualTo(sandbox.url());
        assertThat(config.getValue("foley.kie.api-key", String.class)).isEqualTo("sandbox");
        assertThat(config.getValue("foley.download.allow-http", Boolean.class)).isTrue();
    }

    @Test
    void tasksAreDoneAtOnce() {
        Client client = new Client(sandbox);

        String id = client.createdId("rain in a test");

        assertThat(client.record(id).at("/data/state").asText()).isEqualTo("success");
        assertThat(sandbox.witness().tasksFor("rain in a test")).hasSize(1);
    }
}
