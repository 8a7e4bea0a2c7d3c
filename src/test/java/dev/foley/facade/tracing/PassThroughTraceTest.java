package dev.foley.facade.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import dev.foley.KeptSpans;
import dev.foley.WithoutDatabase;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PassThroughTraceTest.Traced.class)
class PassThroughTraceTest {
    public static class Traced extends WithoutDatabase {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.putAll(KeptSpans.SETTINGS);
            return overrides;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() { return Set.of(KeptSpans.class); }
    }

    @Inject
    InMemorySpanExporter exported;

    private SpanData exported(String name) {
        List<SpanData> spans = await().atMost(Duration.ofSeconds(20))
                .until(() -> exported.getFinishedSpanItems()
                        .stream()
                        .filter(span -> span.getName().equals(name))
                        .toList(), found -> !found.isEmpty());
        return spans.get(0);
    }

    @Test
    void aCallOfKieIsBeneathTheRequestThatItIsMadeFor() {
        given().contentType(ContentType.JSON)
                .body("{\"text\": \"a drop\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202);
        SpanData request = exported("POST /v1/sound-effects");
        SpanData call = exported("kie.ai create-task");
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
    }
}
