package dev.foley.facade.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutDatabase.class)
class PassThroughTraceTest {
    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");

    @Inject
    InMemorySpanExporter exported;

    private SpanData exported(String name) {
        List<SpanData> spans = await().atMost(Duration.ofSeconds(20))
                .until(() -> exported.getFinishedSpanItems()
                        .stream()
                        .filter(span -> span.getTraceId().equals(TRACE) && span.getName().equals(name))
                        .toList(), found -> !found.isEmpty());
        return spans.get(0);
    }

    @Test
    void aCallOfKieIsBeneathTheRequestThatItIsMadeFor() {
        given().contentType(ContentType.JSON)
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .body("{\"text\": \"a drop\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202);
        SpanData request = exported("POST /v1/sound-effects");
        SpanData call = exported("kie.ai create-task");
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
    }
}
