package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.COLLECTION;
import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.request;
import static dev.foley.facade.rest.Api.start;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Answers at the end, lists and batches. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class WaitAndListTest {
    @Inject
    Sandbox sandbox;

    @Test
    void whoeverPrefersToWaitIsAnsweredWithTheFinishedJob() {
        Response created = request("patience").header("Prefer", "respond-async, wait=25").post(COLLECTION);

        created.then()
                .statusCode(200)
                .header("Preference-Applied", "wait=25")
                .header("Location", created.<String>path("links.self"))
                .header("Retry-After", nullValue())
                .body("state", equalTo("succeeded"))
                .body("links.events", nullValue());
    }

    @Test
    void whoeverHasWaitedLongEnoughIsAnsweredAllTheSame() {
        Response created = request("for ever [[takes:60m]]").header("Prefer", "wait=1").post(COLLECTION);
        created.then().statusCode(202).header("Preference-Applied", "wait=1").header("Retry-After", "3");

        given().header("Prefer", "wait=1")
                .get(created.header("Location"))
                .then()
                .statusCode(200)
                .header("Preference-Applied", "wait=1")
                .body("state", equalTo("generating"));
    }

    @Test
    void aReadWaitsForTheEndToo() {
        given().header("Prefer", "wait=25")
                .get(start("soon"))
                .then()
                .statusCode(200)
                .body("state",
                        equalTo("succeeded"));
    }

    @Test
    void whoeverPrefersNothingIsAnsweredAtOnce() {
        request("at once").post(COLLECTION).then().statusCode(202).header("Preference-Applied", nullValue());
    }

    @Test
    void pagesLeadFromTheNewestToTheOldest() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> start("Page & {turn} " + i).replaceAll(".*/", ""))
                .collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.reverse(made);

        Response first = given().queryParam("text", "page & {turn}").queryParam("limit", 2).get(COLLECTION);
        first.then().statusCode(200).body("items.id", contains(made.get(0), made.get(1)));
        Response second = given().urlEncodingEnabled(false).get(first.<String>path("links.next"));
        second.then().statusCode(200).body("items.id", contains(made.get(2), made.get(3)));
        Response third = given().urlEncodingEnabled(false).get(second.<String>path("links.next"));

        third.then().body("items.id", contains(made.get(4))).body("links.next", nullValue());
    }

    @Test
    void statesNarrowAList() {
        Api.ended(start("list [[fail:500]]"));
        Api.ended(start("list of one"));

        given().queryParam("state", "failed")
                .queryParam("text", "list")
                .get(COLLECTION)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items.state", everyItem(equalTo("failed")));
        given().queryParam("state", "failed", "succeeded")
                .queryParam("text", "LIST")
                .get(COLLECTION)
                .then()
                .body("items", hasSize(2));
    }

    @Test
    void aQueryThatMakesNoSenseIsRefusedWithItsLimits() {
        problem(given().queryParam("limit", 1000).queryParam("state", "done").get(COLLECTION), 422, "invalid-request")
                .body("violations.field", contains("state", "limit"));
    }

    @Test
    void aBatchIsAJobForEachOfItsRequests() {
        Response batch = batch("b1", "batch one", "batch two");

        batch.then()
                .statusCode(200)
                .body("items.status", contains(202, 202))
                .body("items.job.request.text", contains("batch one", "batch two"))
                .body("items.problem", contains(nullValue(), nullValue()));
        for (String self : batch.<List<String>>path("items.job.links.self")) {
            Api.ended(self).then().body("state", equalTo("succeeded"));
        }
        assertThat(batch("b1", "batch one", "batch two").<List<String>>path("items.job.id"))
                .isEqualTo(batch.<List<String>>path("items.job.id"));
        assertThat(sandbox.witness().tasksFor("batch one")).hasSize(1);
        batch("b1", "batch one", "batch three").then()
                .statusCode(200)
                .body("items.status", contains(200, 422))
                .body("items[1].problem.type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void aBatchWithOneBadRequestStartsNothing() {
        int tasks = sandbox.witness().tasksFor("innocent").size();

        problem(batch("b2", "innocent", ""), 422, "invalid-request").body("violations[0].field",
                equalTo("items[1].text"));

        given().queryParam("text", "innocent").get(COLLECTION).then().body("items", hasSize(0));
        assertThat(sandbox.witness().tasksFor("innocent")).hasSize(tasks);
    }

    @Test
    void aBatchOfTheLongestTextsFits() {
        String item = String.format(Locale.ROOT, "{\"text\":\"%s\",\"loop\":7}", "\\u00e4".repeat(5000));
        String body = "{\"items\":[" + String.join(",", java.util.Collections.nCopies(100, item)) + "]}";

        problem(given().contentType(ContentType.JSON).body(body).post(COLLECTION + "/batch"), 422, "invalid-request")
                .body("violations[0].field", equalTo("items[0].loop"));
        problem(given().contentType(ContentType.JSON).body(body).post(COLLECTION), 413, "body-too-large");
    }

    private static Response batch(String key, String... texts) {
        String items = java.util.Arrays.stream(texts)
                .map(text -> "{\"text\":\"" + text + "\",\"durationSeconds\":0.5}")
                .collect(Collectors.joining(","));
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"items\":[" + items + "]}")
                .post(COLLECTION + "/batch");
    }
}
