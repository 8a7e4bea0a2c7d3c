package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.COLLECTION;
import static dev.foley.facade.rest.Api.ended;
import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.request;
import static dev.foley.facade.rest.Api.start;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import jakarta.inject.Inject;

import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a memory makes possible: keys, reuse, retries, removal, sums. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class KeptJobsTest {
    private static final String NOBODYS = COLLECTION + "/00000000-0000-0000-0000-000000000000";

    @Inject
    Sandbox sandbox;

    @Test
    void aRepeatedKeyGivesTheSameJobAndNoSecondPayment() {
        String first = request("once").header("Idempotency-Key", "\"k 1\"").post(COLLECTION).path("id");
        ended(COLLECTION + "/" + first);

        request("once").header("Idempotency-Key", "\"k 1\"")
                .post(COLLECTION)
                .then()
                .statusCode(200)
                .header("Location", COLLECTION + "/" + first)
                .body("id", equalTo(first))
                .body("state", equalTo("succeeded"));
        assertThat(sandbox.witness().tasksFor("once")).hasSize(1);
    }

    @Test
    void aReplayIsMarkedAndNothingElseIs() {
        request("marked").header("Idempotency-Key", "k5")
                .post(COLLECTION)
                .then()
                .header("Idempotent-Replayed", nullValue());
        request("marked").header("Idempotency-Key", "k5")
                .post(COLLECTION)
                .then()
                .header("Idempotent-Replayed", "true");
    }

    @Test
    void aKeyWhoseJobWasRemovedIsNotPaidForAgain() {
        String path = request("gone").header("Idempotency-Key", "k6").post(COLLECTION).header("Location");
        ended(path);
        given().delete(path).then().statusCode(204);

        problem(request("gone").header("Idempotency-Key", "k6").post(COLLECTION), 410, "job-removed")
                .body("detail", containsString("A new key starts a new one"));
        assertThat(sandbox.witness().tasksFor("gone")).hasSize(1);
    }

    @Test
    void aRetryWhoseJobWasRemovedIsNotPaidForAgain() {
        String path = start("gone after its retry [[fail:500]]");
        ended(path);
        String retried = given().header("Idempotency-Key", "r2").post(path + "/retry").header("Location");
        ended(retried);
        given().delete(retried).then().statusCode(204);

        problem(given().header("Idempotency-Key", "r2").post(path + "/retry"), 410, "job-removed");
    }

    @Test
    void aBatchAndASingleRequestDoNotShareAKey() {
        String batch = "{\"items\":[{\"text\":\"shared\"}]}";
        given().contentType("application/json")
                .header("Idempotency-Key", "k7")
                .body(batch)
                .post(COLLECTION + "/batch")
                .then()
                .statusCode(200)
                .body("items[0].replayed", nullValue());
        given().contentType("application/json")
                .header("Idempotency-Key", "k7")
                .body(batch)
                .post(COLLECTION + "/batch")
                .then()
                .statusCode(200)
                .body("items[0].replayed", equalTo(true));

        problem(request("shared").header("Idempotency-Key", "k7").post(COLLECTION), 422, "idempotency-key-reused");
        request("shared").header("Idempotency-Key", "k8").post(COLLECTION);
        problem(given().contentType("application/json")
                .header("Idempotency-Key", "k8")
                .body(batch)
                .post(COLLECTION + "/batch"), 422, "idempotency-key-reused");
    }

    @Test
    void aKeyInQuotesAndBareIsTheSame() {
        String first = request("quotes").header("Idempotency-Key", "\"k2\"").post(COLLECTION).path("id");

        request("quotes").header("Idempotency-Key", "k2").post(COLLECTION).then().body("id", equalTo(first));
    }

    @Test
    void aKeyForAnotherRequestIsRefused() {
        request("one").header("Idempotency-Key", "k3").post(COLLECTION).then().statusCode(202);

        problem(request("another").header("Idempotency-Key", "k3").post(COLLECTION), 422, "idempotency-key-reused");
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithItsLimit() {
        problem(request("rain").header("Idempotency-Key", "k".repeat(256)).post(COLLECTION), 400, "bad-request")
                .body("violations[0].field", equalTo("Idempotency-Key"))
                .body("violations[0].message", equalTo("has 256 characters: must have 1 to 255"));
    }

    @Test
    void anIdenticalRequestReusesTheSoundForNothing() {
        Response first = ended(start("a bell to reuse"));

        request("a bell to reuse").queryParam("reuse", true)
                .post(COLLECTION)
                .then()
                .statusCode(200)
                .header("Retry-After", nullValue())
                .body("id", equalTo(first.path("id")))
                .body("state", equalTo("succeeded"));
        request("a bell never heard").queryParam("reuse", true).post(COLLECTION).then().statusCode(202);
        assertThat(sandbox.witness().tasksFor("a bell to reuse")).hasSize(1);
    }

    @Test
    void whetherToReuseIsSaidClearly() {
        problem(request("rain").queryParam("reuse", "yes").post(COLLECTION), 422, "invalid-request")
                .body("violations[0].field", equalTo("reuse"))
                .body("violations[0].message", equalTo("is \"yes\": must be true or false"));
    }

    @Test
    void anUncertainJobTellsTheWayOutAndItsRetryIsANewJob() {
        String path = start("doubt [[create:lost]] [[callback:never]]");
        Response uncertain = ended(path);
        uncertain.then()
                .body("state", equalTo("uncertain"))
                .body("notice", containsString("a new payment"))
                .body("links.retry", equalTo(path + "/retry"))
                .body("links.cancel", nullValue());

        Response retried = given().post(path + "/retry");

        retried.then()
                .statusCode(202)
                .body("retryOf", equalTo(uncertain.path("id")))
                .body("id", not(equalTo(uncertain.<String>path("id"))))
                .body("request.text", equalTo("doubt [[create:lost]] [[callback:never]]"));
        given().get(retried.header("Location")).then().statusCode(200).body("retryOf", equalTo(uncertain.path("id")));
    }

    @Test
    void aRetryWithAKeyIsOneJobHoweverOftenItIsAsked() {
        String path = start("once more by its key [[fail:500]]");
        ended(path).then().body("state", equalTo("failed")).body("links.retry", equalTo(path + "/retry"));

        String first = given().header("Idempotency-Key", "r1").post(path + "/retry").path("id");
        String second = given().header("Idempotency-Key", "r1").post(path + "/retry").path("id");

        assertThat(second).isEqualTo(first);
        assertThat(sandbox.witness().tasksFor("once more by its key [[fail:500]]")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theKeyOfACreationIsNotThatOfItsRetry() {
        String path = request("keyed [[fail:500]]").header("Idempotency-Key", "k4").post(COLLECTION).header("Location");
        ended(path);

        problem(given().header("Idempotency-Key", "k4").post(path + "/retry"), 422, "idempotency-key-reused");
    }

    @Test
    void whatSucceededIsNotRetried() {
        String path = start("fine");
        String id = ended(path).path("id");

        problem(given().post(path + "/retry"), 409, "job-not-retryable").body("jobId", equalTo(id))
                .body("jobState", equalTo("succeeded"));
    }

    @Test
    void whatKieHasCannotBeCancelled() {
        String path = start("late for that");
        String id = ended(path).path("id");

        problem(given().post(path + "/cancel"), 409, "job-not-queued").body("jobId", equalTo(id))
                .body("jobState", equalTo("succeeded"))
                .body("detail", containsString("it has ended"));
    }

    @Test
    void aJobThatIsKnownAlreadyIsNotSentAgain() {
        String path = start("known");
        String early = given().get(path).header("ETag");
        String tag = ended(path).header("ETag");

        assertThat(tag).matches("\"[0-9a-f]{32}\"").isNotEqualTo(early);
        given().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", tag).body(is(""));
        given().header("If-None-Match", "\"other\", W/" + tag).head(path).then().statusCode(304);
        given().header("If-None-Match", early).get(path).then().statusCode(200).header("ETag", tag);
    }

    @Test
    void whoeverWaitsForNewsIsToldThatThereIsNone() {
        String path = start("no news [[takes:60m]]");
        Response generating = await().until(() -> given().get(path),
                job -> job.<String>path("state").equals("generating"));

        given().header("If-None-Match", generating.header("ETag"))
                .header("Prefer", "wait=1")
                .get(path)
                .then()
                .statusCode(304)
                .header("Preference-Applied", "wait=1")
                .header("Retry-After", notNullValue());
    }

    @Test
    void aJobThatIsAnotherByNowIsNotDeleted() {
        String path = start("changing");
        String early = given().get(path).header("ETag");
        String tag = ended(path).header("ETag");

        problem(given().header("If-Match", early).delete(path), 412, "precondition-failed");
        problem(given().header("If-Match", early).get(path), 412, "precondition-failed");
        given().header("If-Match", tag).delete(path).then().statusCode(204);
    }

    @Test
    void aDeletedJobIsGoneWithItsAudio() {
        String path = start("to be forgotten");
        ended(path);

        given().delete(path).then().statusCode(204);

        problem(given().get(path), 404, "job-not-found");
        problem(given().get(path + "/audio"), 404, "job-not-found");
        problem(given().delete(path), 404, "job-not-found");
    }

    @Test
    void aRunningJobIsNotDeleted() {
        String path = start("still busy [[takes:60m]]");

        Response refused = given().delete(path);

        problem(refused, 409, "job-unfinished").body("jobId", equalTo(path.substring(COLLECTION.length() + 1)))
                .body("detail", containsString("delete it"));
        given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"POST,/cancel", "POST,/retry", "DELETE,''"})
    void whatNobodyMadeCannotBeTouched(String method, String action) {
        problem(given().request(method, NOBODYS + action), 404, "job-not-found");
        problem(given().request(method, COLLECTION + "/abc" + action), 404, "job-not-found");
    }

    @Test
    void whatWasSpentIsSummedForItsCaller() {
        Number before = given().get("/v1/costs").path("jobs");
        ended(start("dear"));

        given().get("/v1/costs")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("since", endsWith("-01T00:00:00Z"));
        assertThat(given().get("/v1/costs").<Number>path("jobs").longValue()).isGreaterThan(before.longValue());
        given().queryParam("since", "9999-01-01")
                .get("/v1/costs")
                .then()
                .body("jobs", equalTo(0))
                .body("credits", equalTo(0));
    }

    @Test
    void whatIsRemovedStaysSpent() {
        String path = start("dear, and removed");
        ended(path);
        Response before = given().get("/v1/costs");

        given().delete(path).then().statusCode(204);

        Response after = given().get("/v1/costs");
        assertThat(after.<Number>path("jobs")).isEqualTo(before.<Number>path("jobs"));
        assertThat(after.<Number>path("credits")).isEqualTo(before.<Number>path("credits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "1969-01-01", "+999999999-01-01T00:00:00Z"})
    void aTimeThatIsNoneIsRefusedByName(String since) {
        problem(given().queryParam("since", since).get("/v1/costs"), 422, "invalid-request")
                .body("violations[0].field", equalTo("since"));
    }

    @Test
    void theBalanceIsThatOfTheAccount() {
        given().get("/v1/credits").then().statusCode(200).body("credits", org.hamcrest.Matchers.isA(Number.class));
    }
}
