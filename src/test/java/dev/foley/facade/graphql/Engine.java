package dev.foley.facade.graphql;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.hamcrest.Matchers;

/** A caller of the GraphQL API. */
final class Engine {
    static final String GENERATE = "mutation($text: String!, $key: String) {"
            + " generateSoundEffect(input: {text: $text, durationSeconds: 0.5}, idempotencyKey: $key) { id state replayed } }";
    private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "UNCERTAIN");

    private Engine() {}

    static Response post(String document, Map<String, Object> variables) {
        return given().contentType(ContentType.JSON)
                .body(new JsonObject().put("query", document).put("variables", new JsonObject(variables)).encode())
                .post("/graphql");
    }

    static Response post(String document) {
        return post(document, Map.of());
    }

    /** The id of a new job for half a second of that. */
    static String generate(String text) {
        return post(GENERATE, Map.of("text", text)).then()
                .statusCode(200)
                .body("errors", Matchers.nullValue())
                .extract()
                .path("data.generateSoundEffect.id");
    }

    /** The job, once nothing happens to it by itself any more. */
    static Response ended(String id, String fields) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> post("query($id: ID!) { soundEffect(id: $id) { state " + fields + " } }",
                        Map.of("id", id)), job -> ENDS.contains(job.<String>path("data.soundEffect.state")));
    }

    static ValidatableResponse error(Response answer, String code) {
        return answer.then()
                .log()
                .ifValidationFails()
                .body("errors", Matchers.hasSize(1))
                .body("errors[0].extensions.code",
                        Matchers.equalTo(code));
    }
}
