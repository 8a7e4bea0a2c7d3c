package dev.foley.facade.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foley.facade.StandInJobs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Whose request it is, is known wherever a call to the jobs begins: also on a WebSocket, and after a wait. */
@QuarkusTest
@TestProfile(StandInJobs.Profile.class)
class CallerTest {
    /** The second begins once the first, which takes a while, is done. */
    private static final String BOTH = "mutation { first: cancel(id: \"1\") { taskId } second: cancel(id: \"2\") { taskId } }";

    @Test
    void ofARequest() {
        String answer = given().contentType(ContentType.JSON)
                .header(StandInJobs.CALLER, "ada")
                .body(new JsonObject().put("query", BOTH).encode())
                .post("/graphql")
                .asString();

        assertThat(callers(new JsonObject(answer))).isEqualTo("ada, ada");
    }

    @Test
    void ofAnOperationOnAWebSocket() {
        try (Socket ada = Socket.open(StandInJobs.CALLER, "ada"); Socket bob = Socket.open(StandInJobs.CALLER, "bob")) {
            ada.start("1", BOTH, new JsonObject());
            bob.start("1", BOTH, new JsonObject());

            assertThat(callers(ada.first("next", "1").getJsonObject("payload"))).isEqualTo("ada, ada");
            assertThat(callers(bob.first("next", "1").getJsonObject("payload"))).isEqualTo("bob, bob");
        }
    }

    @Test
    void ofASubscription() {
        String document = "subscription { soundEffectUpdated(id: \"1\") { taskId } }";
        try (Socket ada = Socket.open(StandInJobs.CALLER, "ada"); Socket bob = Socket.open(StandInJobs.CALLER, "bob")) {
            ada.start("1", document, new JsonObject());
            bob.start("1", document, new JsonObject());

            assertThat(ada.first("next", "1").encode()).contains("\"taskId\":\"ada\"");
            assertThat(bob.first("next", "1").encode()).contains("\"taskId\":\"bob\"");
        }
    }

    @Test
    void audioIsWhereTheCallersProxyHasIt() {
        String document = "mutation { cancel(id: \"1\") { audio { href } } }";
        assertThat(asked(document).header("X-Forwarded-Prefix", "/sounds").post("/graphql").asString())
                .contains("\"/sounds/v1/sound-effects/1/audio\"");
        assertThat(asked(document).post("/graphql").asString()).contains("\"/v1/sound-effects/1/audio\"");
        assertThat(asked(document).post("/graphql?x=/graphql").asString()).contains("\"/v1/sound-effects/1/audio\"");
        try (Socket socket = Socket.open("X-Forwarded-Prefix", "sounds/of/rain/")) {
            socket.start("1", "subscription { soundEffectUpdated(id: \"1\") { audio { href } } }", new JsonObject());
            assertThat(socket.first("next", "1").encode()).contains("\"/sounds/of/rain/v1/sound-effects/1/audio\"");
        }
    }

    private static RequestSpecification asked(String document) {
        return given().contentType(ContentType.JSON).body(new JsonObject().put("query", document).encode());
    }

    private static String callers(JsonObject answer) {
        JsonObject data = answer.getJsonObject("data");
        return data.getJsonObject("first").getString("taskId") + ", "
                + data.getJsonObject("second").getString("taskId");
    }
}
