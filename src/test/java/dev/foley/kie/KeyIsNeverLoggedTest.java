package dev.foley.kie;

import static dev.foley.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import dev.foley.RecordedLog;
import dev.foley.StubServer;
import dev.foley.StubbedKie;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StubbedKie.class)
class KeyIsNeverLoggedTest {
    private static final Logger TRAFFIC = Logger.getLogger("org.jboss.resteasy.reactive.client.logging");
    private static final PatternFormatter FORMATTER = new PatternFormatter("%s");

    StubServer kie;

    @Inject
    KieClient client;

    @Test
    void theLoggedTrafficShowsTheCallButNotTheKey() {
        // As an operator sets it who looks for a fault; StubbedKie has the scope.
        TRAFFIC.setLevel(Level.FINE);
        try (RecordedLog log = new RecordedLog("")) {
            kie.reset(json(200, "{\"code\":200,\"data\":1}"));
            client.credits().await().atMost(Duration.ofSeconds(20));
            assertThat(log.records()).extracting(FORMATTER::format)
                    .anyMatch(line -> line.contains("/api/v1/chat/credit"))
                    .noneMatch(line -> line.contains("sk-stub"));
        } finally {
            TRAFFIC.setLevel(null);
        }
    }
}
