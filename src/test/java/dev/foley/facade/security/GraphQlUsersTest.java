package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.unauthenticated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import dev.foley.facade.graphql.Socket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** GraphQL lets in whom REST does, and shows them what REST does. */
@QuarkusTest
@TestProfile(BasicUsersTest.Users.class)
class GraphQlUsersTest {
    private static final String FIND = "{ soundEffect(id: \"%s\") { id } }";

    private static String credentials(String user) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((user + ":correct horse").getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse ask(String user, String document) {
        return given().header("Authorization", credentials(user))
                .contentType(ContentType.JSON)
                .body(new JsonObject().put("query", document).encode())
                .post("/graphql")
                .then();
    }

    private static String create(String user) {
        return ask(user, "mutation { generateSoundEffect(input: {text: \"a door\", durationSeconds: 0.5}) { id } }")
                .extract()
                .path("data.generateSoundEffect.id");
    }

    private static JsonObject followed(String user, String job) {
        try (Socket socket = Socket.open("Authorization", credentials(user))) {
            socket.subscribe("1", job);
            return socket.first("next", "1");
        }
    }

    @Test
    void withoutCredentialsNothingIsAnsweredAndNoSocketOpened() {
        unauthenticated(given().contentType(ContentType.JSON).body("{\"query\": \"{ credits }\"}").post("/graphql"));
        unauthenticated(given().get("/graphql/schema.graphql"));
        assertThatThrownBy(() -> Socket.open("Authorization", "Basic YW5uOndyb25n"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .extracting(refused -> ((WebSocketHandshakeException) refused).getResponse().statusCode())
                .isEqualTo(401);
    }

    @Test
    void callersSeeTheirOwnJobsAlone() {
        String job = create("ann");

        ask("ann", String.format(Locale.ROOT, FIND, job)).body("data.soundEffect.id", equalTo(job));
        ask("bob@studio.example", String.format(Locale.ROOT, FIND, job)).body("data.soundEffect", nullValue())
                .body("errors[0].extensions.code", equalTo("JOB_NOT_FOUND"));
        ask("root", String.format(Locale.ROOT, FIND, job)).body("data.soundEffect.id", equalTo(job));
    }

    @Test
    void callersFollowTheirOwnJobsAlone() {
        String job = create("ann");

        assertThat(followed("ann", job).encode()).contains("\"next\"", job);
        assertThat(followed("bob@studio.example", job).encode()).contains("JOB_NOT_FOUND").doesNotContain(job + "\"}}");
    }

    @Test
    void aQuotaThatIsUsedUpHasItsCode() {
        ask("carl", "mutation { generateSoundEffect(input: {text: \"a door\"}) { id } }")
                .body("errors[0].extensions.code", equalTo("TOO_MANY_IN_FLIGHT"))
                .body("errors[0].extensions.retryAfter", equalTo(10));
    }

    @Test
    void theAccountsBalanceIsForAdministrators() {
        ask("ann", "{ credits }").body("data.credits", nullValue())
                .body("errors[0].extensions.code", equalTo("FORBIDDEN"));
        ask("root", "{ credits }").body("data.credits", notNullValue());
    }

    @Test
    void anAdministratorAloneIsToldWhatEachCallerSpent() {
        create("ann");

        ask("ann", "{ costs { callers { caller } } }").body("data.costs.callers", nullValue());
        ask("root", "{ costs { callers { caller credits jobs } } }").body("data.costs.callers.caller", hasItem("ann"));
    }
}
