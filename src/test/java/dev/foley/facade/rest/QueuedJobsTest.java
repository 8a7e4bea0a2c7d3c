package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import jakarta.inject.Inject;

import dev.foley.ledger.WithoutWorker;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Where no worker takes jobs out of the queue while nobody looks. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
class QueuedJobsTest {
    @Inject
    Sandbox sandbox;

    @Test
    void aQueuedJobIsCancelledAndNeverSent() {
        String path = queued("unwanted");

        given().post(path + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"))
                .body("links.cancel", nullValue());
        given().post(path + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));
        given().get(path).then().body("state", equalTo("cancelled"));
        problem(given().get(path + "/audio"), 409, "job-failed").body("detail", containsString("cancelled"));
        assertThat(sandbox.witness().tasksFor("unwanted")).isEmpty();
        given().delete(path).then().statusCode(204);
    }

    @Test
    void aQueuedJobIsToBeCancelledBeforeItIsDeleted() {
        String path = queued("hasty");

        problem(given().delete(path), 409, "job-unfinished").body("jobId", equalTo(path.replaceAll(".*/", "")));
        given().post(path + "/cancel");
    }

    private static String queued(String text) {
        Response created = request(text).post(Api.COLLECTION);
        String path = created.header("Location");
        created.then().statusCode(202).body("state", equalTo("queued")).body("links.cancel", equalTo(path + "/cancel"));
        return path;
    }
}
