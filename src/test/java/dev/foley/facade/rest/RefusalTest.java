package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the caller's to mend, as a caller sees it. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class RefusalTest {
    private static final String COLLECTION = "/v1/sound-effects";

    @Inject
    Sandbox sandbox;

    @TestHTTPResource("/")
    URI base;

    @Test
    void aRequestThatBreaksRulesIsAnsweredFieldByFieldAndNothingIsSent() {
        int tasks = sandbox.witness().tasks().size();

        Response answer = post("{\"text\":\"\",\"durationSeconds\":42,\"loop\":\"yes\"}");

        problem(answer, 422, "invalid-request")
                .body("title", equalTo("The request breaks rules"))
                .body("detail", equalTo("3 rules are broken."))
                .body("instance", equalTo(COLLECTION))
                .body("violations.field", contains("text", "loop", "durationSeconds"))
                .body("violations.message", contains("must not be blank", "is a string: must be true or false",
                        "is 42: must be at most 22"));
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "rain", "{\"text\":\"rain\"} {}",
            "{\"text\":\"rain\",\"durationSeconds\":NaN}"})
    void aBodyThatIsNoJsonObjectIsMalformed(String body) {
        problem(post(body), 400, "malformed-body").body("violations", nullValue());
    }

    @Test
    void aTextOfTheGreatestLengthInItsLongestSpellingPasses() {
        post(String.format(Locale.ROOT, "{\"text\":\"%s\"}", "\\u00e4".repeat(5000))).then().statusCode(202);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        problem(post(String.format(Locale.ROOT, "{\"text\":\"%s\"}", "a".repeat(70_000))), 413, "body-too-large");
    }

    @Test
    void aBodyOfUnannouncedLengthOverTheLimitIsTooLarge() throws IOException, InterruptedException {
        HttpRequest chunked = HttpRequest.newBuilder(base.resolve(COLLECTION))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000])))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(chunked, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("/problems/body-too-large");
    }

    @Test
    void aBodyOfAnotherMediaTypeIsNotSupported() {
        problem(given().contentType(ContentType.URLENC).formParam("text", "rain").post(COLLECTION), 415,
                "unsupported-media-type").body("detail", equalTo("Send it as Content-Type: application/json."));
    }

    @Test
    void whatCannotBeProducedIsNotAcceptable() {
        problem(given().accept(ContentType.XML).get(COLLECTION + "/abc"), 406, "not-acceptable");
        problem(given().accept(ContentType.JSON).get(COLLECTION + "/abc/audio"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({"PUT,'',POST", "DELETE,'',POST", "POST,/abc,DELETE", "PATCH,/abc,GET", "PUT,/abc/audio,GET",
            "GET,/abc/cancel,POST", "PUT,/batch,POST", "POST,/abc/events,GET", "PUT,/abc/retry,POST"})
    void aMethodThatIsNotAllowedIsToldThoseThatAre(String method, String path, String allowed) {
        problem(given().request(method, COLLECTION + path), 405, "method-not-allowed")
                .header("Allow", containsString(allowed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/nothing", "/v1/sound-effects/abc/nothing", "/v2/sound-effects", "/q/nothing"})
    void whereThereIsNothingNothingIsFound(String path) {
        problem(given().accept(ContentType.HTML).get(path), 404, "not-found").body("instance", equalTo(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "281e5b0c4f9d4a7e8b1a2c3d4e5f39b9", "..%2F..%2Fetc", "a%00b", "a%0d%0aX-Evil:1",
            "%20",
            "%F0%9F%8C%A7", "a%26taskId=b"})
    void anIdThatNobodyGaveOutIsNotFound(String id) {
        problem(given().urlEncodingEnabled(false).get(COLLECTION + "/" + id), 404, "job-not-found");
        problem(given().urlEncodingEnabled(false).get(COLLECTION + "/" + id + "/audio"), 404, "job-not-found");
    }

    @Test
    void anIdThatIsTooLongIsNotFoundWithoutAsking() {
        int asked = sandbox.witness().requestsTo("/api/v1/jobs/recordInfo").size();

        problem(given().get(COLLECTION + "/" + "a".repeat(129)), 404, "job-not-found");

        assertThat(sandbox.witness().requestsTo("/api/v1/jobs/recordInfo")).hasSize(asked);
    }

    @Test
    void anIdempotencyKeyIsNotTakenWhereNothingRemembersIt() {
        int tasks = sandbox.witness().tasks().size();

        Response answer = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324")
                .body("{\"text\":\"rain\"}")
                .post(COLLECTION);

        problem(answer, 501, "needs-database").body("detail", equalTo(
                "Idempotency keys need a database, and this Foley runs without one. Nothing was done."));
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/sound-effects/abc/cancel,Cancellations", "POST,/v1/sound-effects/abc/retry,Retries",
            "DELETE,/v1/sound-effects/abc,Deletions", "GET,/v1/costs,Sums of costs", "GET,/v1/sound-effects,Lists"})
    void whatNeedsAMemorySaysSo(String method, String path, String what) {
        problem(given().request(method, path), 501, "needs-database").body("detail",
                equalTo(what + " need a database, and this Foley runs without one. Nothing was done."));
    }

    @Test
    void aBatchNeedsAMemoryAndIsCheckedAllTheSame() {
        problem(given().contentType(ContentType.JSON)
                .body("{\"items\":[{\"text\":\"rain\"}]}")
                .post(COLLECTION + "/batch"),
                501, "needs-database");
        problem(given().contentType(ContentType.JSON).body("{\"items\":[{}]}").post(COLLECTION + "/batch"), 422,
                "invalid-request").body("violations[0].field", equalTo("items[0].text"));
    }

    @Test
    void whoeverPrefersToWaitIsAnsweredWithTheFinishedJob() {
        Response finished = given().contentType(ContentType.JSON)
                .header("Prefer", "wait=20")
                .body("{\"text\":\"a beep\",\"durationSeconds\":0.5}")
                .post(COLLECTION);

        finished.then().statusCode(200).header("Preference-Applied", "wait=20").body("state", equalTo("succeeded"));
        problem(given().get(finished.path("links.self") + "/events"), 501, "needs-database");
    }

    @Test
    void nothingIsReusedWhereNothingIsKept() {
        int tasks = sandbox.witness().tasks().size();

        problem(given().contentType(ContentType.JSON).body("{\"text\":\"rain\"}").post(COLLECTION + "?reuse=true"), 501,
                "needs-database");
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @Test
    void theBalanceNeedsNoMemory() {
        given().get("/v1/credits").then().statusCode(200).body("credits", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void aProblemOfAHeadRequestHasNoBody() {
        given().head(COLLECTION + "/abc").then().statusCode(404).body(is(""));
    }

    private static Response post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(COLLECTION);
    }

    private static ValidatableResponse problem(Response answer, int status, String type) {
        assertThat(answer.asString()).as("no stack trace, no class name")
                .doesNotContain("Exception", "\tat ", "dev.foley");
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status));
    }
}
