package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.Sandbox;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** What a collector of traces would be sent, where one is set. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class JobTraceTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final AttributeKey<String> JOB = AttributeKey.stringKey("foley.job.id");
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @Inject
    InMemorySpanExporter exported;

    @Inject
    Sandbox sandbox;

    @Inject
    JobWriter writer;

    @Inject
    Ledger ledger;

    private List<SpanData> trace(String id) {
        return exported.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(id)).toList();
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    /** Once its job has ended, and no parent is missing any more. */
    private List<SpanData> wholeTrace(String id) {
        return await().atMost(BOUND)
                .until(() -> trace(id), spans -> spans.stream().anyMatch(span -> span.getName().equals("job fetch"))
                        && spans.stream()
                                .map(SpanData::getParentSpanId)
                                .allMatch(parent -> parent.equals(CALLERS_SPAN)
                                        || spans.stream().map(SpanData::getSpanId).anyMatch(parent::equals)));
    }

    private static UUID create(String text, String traceId) {
        return UUID.fromString(given().contentType(ContentType.JSON)
                .header("traceparent", String.format(Locale.ROOT, "00-%s-%s-01", traceId, CALLERS_SPAN))
                .header("baggage", "who=ann")
                .body(String.format(Locale.ROOT, "{\"text\": \"%s\", \"durationSeconds\": 0.5}", text))
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void oneTraceJoinsARequestTheStepsOfItsJobAndTheirCalls() {
        String trace = newTrace();
        UUID job = create("a traced bell", trace);
        List<SpanData> spans = wholeTrace(trace);
        SpanData request = named(spans, "POST /v1/sound-effects");
        assertThat(request.getParentSpanId()).isEqualTo(CALLERS_SPAN);
        assertThat(spans).filteredOn(span -> span.getName().startsWith("job "))
                .allSatisfy(step -> {
                    assertThat(step.getParentSpanId()).isEqualTo(request.getSpanId());
                    assertThat(step.getAttributes().get(JOB)).isEqualTo(job.toString());
                })
                .extracting(SpanData::getName)
                .contains("job submit", "job poll", "job fetch");
        assertThat(named(spans, "kie.ai create-task").getParentSpanId())
                .isEqualTo(named(spans, "job submit").getSpanId());
        assertThat(spans).filteredOn(span -> span.getName().equals("kie.ai record-info"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(spans).filteredOn(span -> span.getName().equals("job poll"))
                        .extracting(SpanData::getSpanId)
                        .contains(call.getParentSpanId()));
    }

    @Test
    void aJobThatAnotherReplicaLeftBehindGoesOnInItsTrace() {
        String trace = newTrace();
        UUID job = get(writer.write(new NewJob(UUID.randomUUID(), "ann",
                SoundEffectRequest.of("left behind").withDurationSeconds(0.5), null, false, null,
                String.format(Locale.ROOT, "00-%s-%s-01", trace, CALLERS_SPAN)))).id();
        assertThat(wholeTrace(trace)).filteredOn(span -> span.getName().startsWith("job ")).allSatisfy(step -> {
            assertThat(step.getParentSpanId()).isEqualTo(CALLERS_SPAN);
            assertThat(step.getAttributes().get(JOB)).isEqualTo(job.toString());
        });
    }

    /** Even where the loop that finds it was woken by a request that is traced. */
    @Test
    void aJobFromBeforeTracesJoinsNobodysTrace() {
        String trace = newTrace();
        create("a bell of today", trace);
        wholeTrace(trace);
        UUID job = get(writer.write(StoreFixture.job("ann", "a bell of yesterday", null))).id();
        get(ledger.end(Caller.of("ann"), job));
        String next = newTrace();
        create("a bell of tomorrow", next);
        wholeTrace(next);
        assertThat(sandbox.witness().tasksFor("a bell of yesterday")).hasSize(1);
        assertThat(submissions(trace)).isEqualTo(1);
        assertThat(submissions(next)).isEqualTo(1);
        assertThat(exported.getFinishedSpanItems()).extracting(span -> span.getAttributes().get(JOB))
                .doesNotContain(job.toString());
    }

    private long submissions(String trace) {
        return trace(trace).stream().filter(span -> span.getName().equals("kie.ai create-task")).count();
    }

    @Test
    void aCallThatFailsSaysWhatBecameOfIt() {
        String trace = newTrace();
        create("a hiss [[query:500*1]]", trace);
        assertThat(wholeTrace(trace))
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("foley.kie.outcome")))
                .contains("server-error", "success");
    }

    /** Nor any other loop or query: what nobody asked for is not traced. */
    @Test
    void lookingForWorkInVainIsNotTraced() {
        String trace = newTrace();
        create("a bell among idle rounds", trace);
        wholeTrace(trace);
        given().get("/q/metrics").then().statusCode(200);
        assertThat(exported.getFinishedSpanItems()).filteredOn(span -> span.getParentSpanId().matches("0*"))
                .allSatisfy(root -> assertThat(root.getKind()).isEqualTo(SpanKind.SERVER));
        assertThat(exported.getFinishedSpanItems()).extracting(SpanData::getName)
                .noneMatch(name -> name.contains("SELECT") || name.contains("UPDATE") || name.contains("/q/metrics"));
    }

    @Test
    void noHeaderOfATraceGoesToKieOrItsMediaHost() {
        String trace = newTrace();
        create("a discreet bell", trace);
        wholeTrace(trace);
        assertThat(sandbox.witness().requests()).isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("traceparent", "tracestate",
                        "baggage", "b3"));
    }

    @Test
    void noPromptAndNoKeyIsInAnySpan() {
        String trace = newTrace();
        create("an unmistakable xylophone", trace);
        wholeTrace(trace);
        given().queryParam("text", "xylophone").get("/v1/sound-effects").then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"text\": xylophone}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(400);
        await().atMost(BOUND)
                .until(() -> exported.getFinishedSpanItems(),
                        spans -> spans.stream().anyMatch(span -> span.getName().equals("GET /v1/sound-effects"))
                                && spans.stream()
                                        .anyMatch(span -> Long.valueOf(400)
                                                .equals(span.getAttributes()
                                                        .get(AttributeKey.longKey("http.response.status_code")))));
        assertThat(exported.getFinishedSpanItems()).allSatisfy(span -> {
            assertThat(span.getAttributes().toString()).doesNotContain("xylophone", "Bearer");
            assertThat(span.getEvents().toString()).doesNotContain("xylophone");
        });
    }
}
