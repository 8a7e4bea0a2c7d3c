package dev.foley.facade.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import org.hamcrest.Matchers;

/** A caller of the API. */
final class Api {
    static final String COLLECTION = "/v1/sound-effects";
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled", "uncertain");

    private Api() {}

    /** A request for half a second of that. */
    static RequestSpecification request(String text) {
        return given().contentType(ContentType.JSON)
                .body(new JsonObject().put("text", text).put("durationSeconds", 0.5).encode());
    }

    /** The path of a new job for half a second of that. */
    static String start(String text) {
        return request(text).post(COLLECTION).then().statusCode(202).extract().header("Location");
    }

    /** The job at that path, once nothing happens to it by itself any more. */
    static Response ended(String path) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get(path), job -> ENDS.contains(job.<String>path("state")));
    }

    static ValidatableResponse problem(Response answer, int status, String type) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", Matchers.equalTo("/problems/" + type))
                .body("status", Matchers.equalTo(status));
    }
}
