package dev.foley.facade.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import dev.foley.facade.security.Outage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is configured, and cannot be reached. */
@QuarkusTest
@TestProfile(Outage.class)
class DatabaseDownTest {
    private static final String JOB = "/v1/sound-effects/380a35aa-98cc-4b31-817e-7f7b249ed4f3";

    private static RequestSpecification ann() {
        return given().auth().preemptive().basic("ann", "correct horse");
    }

    @Test
    void itIsNotReadyAndSaysWhy() {
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.size()", equalTo(1))
                .body("checks[0].name", equalTo("database"))
                .body("checks[0].status", equalTo("DOWN"));
    }

    @Test
    void itHasNotStarted() {
        given().get("/q/health/started").then().statusCode(503).body("checks[0].name", equalTo("ledger"));
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/sound-effects", "GET,/v1/costs", "GET," + JOB, "GET," + JOB + "/audio",
            "HEAD," + JOB + "/audio",
            "GET," + JOB + "/events", "DELETE," + JOB, "POST," + JOB + "/cancel"})
    void whatMayBeRepeatedIsToldWhen(String method, String path) {
        isUnavailable(ann().request(method, path), 503, method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sound-effects", "/v1/sound-effects?reuse=true", JOB + "/retry"})
    void onlyAKeyMakesAPaymentRepeatable(String path) {
        isUnavailable(post("{\"text\":\"rain\"}").header("Idempotency-Key", "k1").post(path), 503, "POST");
        isUnavailable(post("{\"text\":\"rain\"}").post(path), 500, "POST");
    }

    @Test
    void aBatchWithAKeyMayBeRepeatedAndEachRequestOfOneWithoutIsToldThatItMayNot() {
        String batch = "{\"items\":[{\"text\":\"rain\"},{\"text\":\"hail\"}]}";
        isUnavailable(post(batch).header("Idempotency-Key", "k2").post("/v1/sound-effects/batch"), 503, "POST");
        post(batch).post("/v1/sound-effects/batch").then().body("items.status", equalTo(List.of(500, 500)));
    }

    private static RequestSpecification post(String body) {
        return ann().contentType(ContentType.JSON).body(body);
    }

    private static void isUnavailable(Response answer, int status, String method) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("Retry-After", status == 503 ? matchesPattern("[1-9]\\d?") : nullValue());
        if (!method.equals("HEAD")) {
            answer.then().body("type", equalTo("/problems/database-unavailable")).body("status", equalTo(status));
        }
    }

    @Test
    void scriptsOfAllowedOriginsReadWhatTheyNeed() {
        String exposed = ann().header("Origin", Outage.ORIGIN)
                .get("/v1/sound-effects")
                .then()
                .header("Access-Control-Allow-Origin", Outage.ORIGIN)
                .extract()
                .header("Access-Control-Expose-Headers");

        assertThat(exposed.split(", ?")).contains("Location", "Retry-After", "ETag", "Content-Disposition",
                "Content-Range", "Accept-Ranges", "Idempotent-Replayed", "X-Request-Id");
    }

    @Test
    void theOriginsThatAreAllowedMayChangeThings() {
        ann().header("Origin", Outage.ORIGIN)
                .header("Sec-Fetch-Site", "cross-site")
                .post(JOB + "/cancel")
                .then()
                .statusCode(503);
        ann().header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .post(JOB + "/cancel")
                .then()
                .statusCode(403);
        ann().header("Sec-Fetch-Site", "cross-site").post(JOB + "/cancel").then().statusCode(403);
    }

    @Test
    void itLives() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }
}
