package dev.foley.facade.graphql;

import static dev.foley.facade.graphql.Engine.GENERATE;
import static dev.foley.facade.graphql.Engine.ended;
import static dev.foley.facade.graphql.Engine.error;
import static dev.foley.facade.graphql.Engine.generate;
import static dev.foley.facade.graphql.Engine.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import jakarta.inject.Inject;

import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The life of jobs over GraphQL, with the ledger behind it. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class KeptSoundEffectsTest {
    static final String ALL = """
                              id request { text loop durationSeconds promptInfluence outputFormat } taskId createdAt updatedAt completedAt
                              credits audio { href mediaType bytes sha256 durationSeconds } failure { reason code message } notice retryOf
                              actions
                              """;

    @Inject
    Sandbox sandbox;

    @Test
    void aSoundEffectIsMadeAndItsAudioFetchedFromThePathThatIsTold() {
        String id = generate("a graph of bells");

        String href = ended(id, ALL).then()
                .body("data.soundEffect.state", equalTo("SUCCEEDED"))
                .body("data.soundEffect.request.outputFormat", equalTo("MP3_44100_128"))
                .body("data.soundEffect.credits", equalTo(0.12f))
                .extract()
                .path("data.soundEffect.audio.href");
        given().get(href).then().statusCode(200).contentType("audio/mpeg");
    }

    @Test
    void bothFrontsTellTheSameOfAJob() {
        String id = generate("told twice");
        JsonPath graphql = ended(id, ALL).jsonPath();
        JsonPath rest = given().get("/v1/sound-effects/" + id).jsonPath();

        for (String field : new String[]{"id", "request.text", "request.loop", "request.durationSeconds",
                "request.promptInfluence", "taskId", "createdAt", "updatedAt", "completedAt", "credits", "audio.href",
                "audio.mediaType", "audio.bytes", "audio.sha256", "audio.durationSeconds", "failure.reason", "notice",
                "retryOf"}) {
            assertThat(graphql.<Object>get("data.soundEffect." + field)).as(field).isEqualTo(rest.get(field));
        }
        assertThat(graphql.getString("data.soundEffect.state")).isEqualToIgnoringCase(rest.getString("state"));
        assertThat(graphql.getString("data.soundEffect.request.outputFormat"))
                .isEqualToIgnoringCase(rest.getString("request.outputFormat"));
    }

    @Test
    void oneKeyThroughBothFrontsIsOneJobAndOnePayment() {
        String first = post(GENERATE, Map.of("text", "shared", "key", "g1")).path("data.generateSoundEffect.id");

        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "g1")
                .body(new JsonObject().put("text", "shared").put("durationSeconds", 0.5).encode())
                .post("/v1/sound-effects")
                .then()
                .body("id", equalTo(first));
        post(GENERATE, Map.of("text", "shared", "key", "g1")).then()
                .body("data.generateSoundEffect.id", equalTo(first))
                .body("data.generateSoundEffect.replayed", equalTo(true));
        ended(first, "replayed").then().body("data.soundEffect.replayed", equalTo(false));
        assertThat(sandbox.witness().tasksFor("shared")).hasSize(1);
        error(post(GENERATE, Map.of("text", "another", "key", "g1")), "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void whatBreaksRulesIsToldFieldByFieldAndCostsNothing() {
        error(post("mutation { generateSoundEffect(input: {text: \"unmade\", durationSeconds: 42, promptInfluence: 2})"
                + " { id } }"), "INVALID_REQUEST")
                .body("data.generateSoundEffect", nullValue())
                .body("errors[0].path", contains("generateSoundEffect"))
                .body("errors[0].extensions.violations.field", contains("durationSeconds", "promptInfluence"))
                .body("errors[0].extensions.violations[0].message", equalTo("is 42: must be at most 22"));
        assertThat(sandbox.witness().tasksFor("unmade")).isEmpty();
    }

    @Test
    void oneThatFailsLeavesTheOthersInTheAnswer() {
        post("mutation { good: generateSoundEffect(input: {text: \"good\"}) { id }"
                + " bad: generateSoundEffect(input: {text: \"\"}) { id } }").then()
                .statusCode(200)
                .body("data.good.id", notNullValue())
                .body("data.bad", nullValue())
                .body("errors[0].path", contains("bad"));
    }

    @Test
    void whatHasEndedIsNotCancelledAndTheErrorNamesTheJob() {
        String id = generate("over");
        ended(id, "id");

        error(post("mutation($id: ID!) { cancel(id: $id) { id } }", Map.of("id", id)), "JOB_NOT_QUEUED")
                .body("errors[0].extensions.jobId", equalTo(id))
                .body("errors[0].extensions.jobState", equalTo("SUCCEEDED"));
    }

    @Test
    void whatFailedIsRetriedAsANewJob() {
        String id = generate("again [[fail:500]]");
        ended(id, ALL).then()
                .body("data.soundEffect.failure.reason", equalTo("GENERATION_FAILED"))
                .body("data.soundEffect.actions", contains("RETRY", "DELETE"));

        post("mutation($id: ID!) { retry(id: $id, idempotencyKey: \"gr\") { id retryOf } }", Map.of("id", id)).then()
                .body("data.retry.retryOf", equalTo(id));
    }

    @Test
    void whatIsDeletedIsGone() {
        String id = generate("short-lived");
        ended(id, "id");

        post("mutation($id: ID!) { delete(id: $id) }", Map.of("id", id)).then().body("data.delete", equalTo(id));

        error(post("query($id: ID!) { soundEffect(id: $id) { id } }", Map.of("id", id)), "JOB_NOT_FOUND");
    }

    @Test
    void aListIsReadPageByPage() {
        String older = generate("page turning one");
        String newer = generate("page turning two");
        String page = "query($after: String) { soundEffects(first: 1, after: $after, text: \"PAGE TURNING\") {"
                + " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

        String cursor = post(page).then()
                .body("data.soundEffects.edges.node.id", contains(newer))
                .body("data.soundEffects.pageInfo.hasNextPage", equalTo(true))
                .body("data.soundEffects.pageInfo.hasPreviousPage", equalTo(false))
                .extract()
                .path("data.soundEffects.pageInfo.endCursor");
        post(page, Map.of("after", cursor)).then()
                .body("data.soundEffects.edges.node.id", contains(older))
                .body("data.soundEffects.pageInfo.hasNextPage", equalTo(false))
                .body("data.soundEffects.pageInfo.hasPreviousPage", equalTo(true));
    }

    @Test
    void eachArgumentOfAListHasItsBound() {
        error(post("{ soundEffects(first: 101, after: \"nowhere\", text: \"\") { pageInfo { hasNextPage } } }"),
                "INVALID_REQUEST")
                .body("errors[0].extensions.violations.field", contains("first", "after", "text"))
                .body("errors[0].extensions.violations[0].message", equalTo("is 101: must be 1 to 100"));
    }

    @Test
    void whatThereIsAndWhatWasSpentIsTold() {
        ended(generate("spent"), "id");

        post("{ credits costs(since: \"2020-01-01T00:00:00Z\") { since credits jobs } }").then()
                .body("errors", nullValue())
                .body("data.credits", notNullValue())
                .body("data.costs.since", equalTo("2020-01-01T00:00:00Z"))
                .body("data.costs.jobs", notNullValue());
        error(post("{ costs(since: \"+999999999-01-01T00:00:00Z\") { jobs } }"), "INVALID_REQUEST")
                .body("errors[0].extensions.violations[0].field", equalTo("since"));
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithItsLimit() {
        error(post(GENERATE, Map.of("text", "rain", "key", "k".repeat(256))), "INVALID_REQUEST")
                .body("errors[0].extensions.violations[0].message", containsString("1 to 255"));
    }
}
