package dev.foley.kie;

import static dev.foley.StubServer.json;
import static dev.foley.StubServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import dev.foley.StubServer;
import dev.foley.StubbedKie;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

/** What leaves, and what may come, on the connection itself; with the configuration that ships. */
@QuarkusTest
@TestProfile(StubbedKie.class)
class KieWireTest {
    private static final String CREDITS = "{\"code\":200,\"msg\":\"success\",\"data\":1}";

    StubServer kie;

    @Inject
    KieClient client;

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void aSubmitIsExactlyTheDocumentedRequest() {
        kie.reset(json(200, "{\"code\":200,\"data\":{\"taskId\":\"t1\"}}"));
        get(client.createTask(new CreateTask(
                new CreateTask.Input("Regen über \"Blech\"", false, new BigDecimal("20"), new BigDecimal("0"),
                        "pcm_8000"),
                "https://example.org/c")));
        assertThat(kie.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/api/v1/jobs/createTask");
            assertThat(request.headers()).containsEntry("Content-Type", "application/json")
                    .containsEntry("Authorization", "Bearer sk-stub");
            assertThat(request.text()).isEqualTo("{\"model\":\"elevenlabs/sound-effect-v2\",\"input\":"
                    + "{\"text\":\"Regen über \\\"Blech\\\"\",\"loop\":false,\"duration_seconds\":20,"
                    + "\"prompt_influence\":0,\"output_format\":\"pcm_8000\"},\"callBackUrl\":\"https://example.org/c\"}");
        });
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        kie.reset(json(200, "{\"code\":200,\"data\":{\"taskId\":\"t1\"}}"));
        get(client.createTask(
                new CreateTask(new CreateTask.Input("x", true, null, new BigDecimal("0.3"), "mp3_44100_128"), null)));
        assertThat(kie.requests().get(0).text()).doesNotContain("null", "duration_seconds", "callBackUrl");
    }

    @Test
    void theUserAgentSaysWhoWeAre() {
        kie.reset(json(200, CREDITS));
        get(client.credits());
        assertThat(kie.requests().get(0).headers().get("User-Agent")).matches("foley/\\d+\\.\\d+\\.\\d+\\S*");
    }

    @Test
    void noCookieIsKept() {
        kie.reset(
                raw(200, Map.of("Content-Type", "application/json;charset=UTF-8", "Set-Cookie", "JSESSIONID=1; Path=/"),
                        CREDITS.getBytes(StandardCharsets.UTF_8)));
        get(client.credits());
        get(client.credits());
        assertThat(kie.requests()).hasSize(2).noneMatch(request -> request.headers().containsKey("Cookie"));
    }

    @Test
    void aCompressedAnswerIsAskedForAndRead() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(CREDITS.getBytes(StandardCharsets.UTF_8));
        }
        kie.reset(raw(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                compressed.toByteArray()));
        assertThat(get(client.credits())).isEqualByComparingTo("1");
        assertThat(kie.requests().get(0).headers().get("Accept-Encoding")).contains("gzip");
    }

    @Test
    void aTaskIdGoesIntoTheQueryEncoded() {
        kie.reset(json(200, "{\"code\":200,\"data\":{\"state\":\"waiting\"}}"));
        get(client.recordInfo("a b&c=d"));
        assertThat(kie.requests().get(0).target()).isIn("/api/v1/jobs/recordInfo?taskId=a+b%26c%3Dd",
                "/api/v1/jobs/recordInfo?taskId=a%20b%26c%3Dd");
    }
}
