package dev.foley.facade.callback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import dev.foley.RecordedLog;
import dev.foley.kie.CallbackSignature;
import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks as kie.ai sends them, and as strangers do. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class CallbackResourceTest {
    /** In bytes, as the table of routes has it. */
    private static final int MOST = 16 << 10;
    private static final CallbackSignature KEY = new CallbackSignature("a key for tests", Duration.ofMinutes(5),
            Clock.systemUTC());

    @Inject
    Sandbox sandbox;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource("/")
    URI base;

    private static RequestSpecification signed(String taskId) {
        String now = String.valueOf(Instant.now().getEpochSecond());
        return given().contentType(ContentType.JSON)
                .header(CallbackSignature.TIMESTAMP_HEADER, now)
                .header(CallbackSignature.SIGNATURE_HEADER, KEY.sign(taskId, now));
    }

    private static String body(String taskId) {
        return "{\"data\":{\"taskId\":\"" + taskId + "\"}}";
    }

    private double counted(String outcome) {
        return metrics.get("foley.callbacks").tag("outcome", outcome).counter().count();
    }

    @Test
    void aCallbackForNoJobIsTakenAndCounted() {
        double before = counted("useless");

        signed("t").body(body("t")).post("/callbacks/" + UUID.randomUUID()).then().statusCode(200);

        assertThat(counted("useless")).isEqualTo(before + 1);
    }

    @Test
    void aPathThatNamesNoJobIsNotThere() {
        signed("t").body(body("t")).post("/callbacks/x").then().statusCode(404);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedAnnouncedOrNot() {
        String large = "{\"padding\":\"" + "x".repeat(MOST) + "\",\"data\":{\"taskId\":\"t\"}}";

        signed("t").body(large).post("/callbacks/" + UUID.randomUUID()).then().statusCode(413);
        assertThat(chunked(KEY.sign("t", now()), large)).startsWith("HTTP/1.1 413");
        String fits = "{\"padding\":\"" + "x".repeat(MOST - 100) + "\",\"data\":{\"taskId\":\"t\"}}";
        signed("t").body(fits).post("/callbacks/" + UUID.randomUUID()).then().statusCode(200);
    }

    @Test
    @Timeout(5)
    void aWrongHeaderIsRefusedBeforeAnyOfTheBodyIsThere() {
        assertThat(chunked("no signature", "")).startsWith("HTTP/1.1 401");
    }

    /** The answer's first line, to a body of unknown length that does not end. */
    private String chunked(String signature, String beginning) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String head = String.format(Locale.ROOT,
                    "POST /callbacks/%s HTTP/1.1\r\nHost: foley\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n%s: %s\r\n%s: %s\r\n\r\n",
                    UUID.randomUUID(), CallbackSignature.TIMESTAMP_HEADER, now(), CallbackSignature.SIGNATURE_HEADER,
                    signature);
            String chunk = beginning.isEmpty()
                    ? ""
                    : Integer.toHexString(beginning.length()) + "\r\n" + beginning + "\r\n";
            socket.getOutputStream().write((head + chunk).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String now() {
        return String.valueOf(Instant.now().getEpochSecond());
    }

    @Test
    void strangersFillNoLog() {
        try (RecordedLog log = new RecordedLog("dev.foley.facade",
                record -> record.getLevel().intValue() >= Level.INFO.intValue())) {
            for (String body : List.of(body("t"), "", "{", "[]", body("t").repeat(2))) {
                given().contentType(ContentType.JSON).body(body).post("/callbacks/" + UUID.randomUUID());
                signed("other").body(body).post("/callbacks/" + UUID.randomUUID()).then().statusCode(401);
                signed("t").body(body).post("/callbacks/x");
            }
            assertThat(log.records()).extracting(LogRecord::getMessage).isEmpty();
        }
    }

    @Test
    void aFloodForOnesOwnJobIsOneReadInTwoSeconds() {
        String text = "flooded [[takes:60m]]";
        Response job = given().contentType(ContentType.JSON)
                .body("{\"text\":\"" + text + "\",\"durationSeconds\":0.5}")
                .post("/v1/sound-effects");
        String id = job.path("id");
        await().atMost(Duration.ofSeconds(20)).until(() -> reads(text) > 0);
        String task = sandbox.witness().tasksFor(text).get(0).taskId();
        // Of its own, the job is read every two to three seconds as long as it is young.
        long before = reads(text);
        Instant begun = Instant.now();
        while (Instant.now().isBefore(begun.plusSeconds(4))) {
            signed(task).body(body(task)).post("/callbacks/" + id).then().statusCode(200);
        }
        // One that was under way, one at once, and one for each two seconds, of which the last post may take some more.
        long most = 2 + Duration.between(begun, Instant.now()).toSeconds() / 2;
        assertThat(reads(text) - before).isBetween(1L, most);
    }

    private long reads(String text) {
        return sandbox.witness()
                .tasksFor(text)
                .stream()
                .mapToLong(task -> sandbox.witness()
                        .requestsTo("/api/v1/jobs/recordInfo")
                        .stream()
                        .filter(request -> request.target().contains(task.taskId()))
                        .count())
                .sum();
    }
}
