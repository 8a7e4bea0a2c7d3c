package dev.foley.kie;

import static dev.foley.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

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
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(FORMATTER.format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        // As an operator sets it who looks for a fault; StubbedKie has the scope.
        TRAFFIC.setLevel(Level.FINE);
        try {
            kie.reset(json(200, "{\"code\":200,\"data\":1}"));
            client.credits().await().atMost(Duration.ofSeconds(20));
        } finally {
            TRAFFIC.setLevel(null);
            root.removeHandler(handler);
        }
        assertThat(logged).anyMatch(line -> line.contains("/api/v1/chat/credit"))
                .noneMatch(line -> line.contains("sk-stub"));
    }
}
