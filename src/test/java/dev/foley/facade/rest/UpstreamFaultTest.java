package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import dev.foley.sandbox.Sandbox;
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

/** What kie.ai does wrong, as a caller of the façade sees it. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class UpstreamFaultTest {
    @Inject
    Sandbox sandbox;

    @ParameterizedTest
    @CsvSource({"create:401,access-refused,503", "create:http:401,access-refused,503", "create:1010,access-refused,503",
            "create:402,insufficient-credits,503", "create:433,insufficient-credits,503",
            "create:429,rate-limited,503", "create:455,upstream-unavailable,503", "create:500,submission-uncertain,504",
            "create:422,request-refused,422", "create:html:502,submission-uncertain,504",
            "create:cut,submission-uncertain,504", "create:reset:after,submission-uncertain,504"})
    void eachFaultOfACreationHasItsProblem(String fault, String type, int status) {
        problem(create("a sound [[" + fault + "]]"), status, type);
    }

    @ParameterizedTest
    @CsvSource({"query:401,access-refused,503", "query:429,rate-limited,503", "query:500,upstream-error,502",
            "query:html:502,upstream-error,502", "query:cut,upstream-unavailable,503",
            "query:slow:60s,upstream-unavailable,503"})
    void eachFaultOfAReadHasItsProblem(String fault, String type, int status) {
        String location = create("a sound [[" + fault + "]]").header("Location");

        problem(given().get(location), status, type);
        problem(given().get(location + "/audio"), status, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create:lost", "create:slow:60s"})
    void anUncertainCreationIsSentOnceAndSaysWhatThatMeans(String fault) {
        String prompt = "once only [[" + fault + "]]";

        problem(create(prompt), 504, "submission-uncertain").header("Retry-After", nullValue())
                .body("detail", equalTo("The request was sent to kie.ai and its answer was lost: a task may exist, and "
                        + "be paid for. Do not repeat the request blindly, for that may be a second payment; the "
                        + "account's log at kie.ai shows whether the task exists."));
        assertThat(sandbox.witness().tasksFor(prompt)).as("tasks, and payments").hasSize(1);
    }

    @Test
    void whatPassesBySaysWhenToComeBack() {
        problem(create("[[create:429]] rain"), 503, "rate-limited").header("Retry-After", "10");
        problem(create("[[create:455]] rain"), 503, "upstream-unavailable").header("Retry-After", "300");
    }

    @ParameterizedTest
    @CsvSource({"media:500,audio-unavailable,502", "media:404,audio-unavailable,502"})
    void audioThatCannotBeFetchedHasItsProblem(String fault, String type, int status) {
        String location = create("a sound [[" + fault + "]]").header("Location");

        problem(given().get(location + "/audio"), status, type).header("Content-Disposition", nullValue());
    }

    private static Response create(String text) {
        return given().contentType(ContentType.JSON)
                .body(new JsonObject().put("text", text).put("durationSeconds", 0.5).encode())
                .post("/v1/sound-effects");
    }

    private static ValidatableResponse problem(Response answer, int status, String type) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status));
    }
}
