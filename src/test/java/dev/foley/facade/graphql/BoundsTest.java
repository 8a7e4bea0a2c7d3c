package dev.foley.facade.graphql;

import static dev.foley.facade.graphql.Engine.error;
import static dev.foley.facade.graphql.Engine.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.foley.RecordedLog;
import dev.foley.ledger.LedgerProfile;
import graphql.introspection.IntrospectionQueryBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents may ask for, and what is told when they ask for more. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class BoundsTest {
    @TestHTTPResource
    URI base;

    /** Nine levels of wrapped types, as GraphiQL and all that stands on graphql-js 16 ask for; others ask for seven. */
    @ParameterizedTest
    @ValueSource(ints = {7, 9})
    void theIntrospectionOfToolsFits(int levels) {
        post(IntrospectionQueryBuilder.build(IntrospectionQueryBuilder.Options.defaultOptions()
                .schemaDescription(true)
                .specifiedByUrl(true)
                .typeRefFragmentDepth(levels))).then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("data.__schema.queryType.name", equalTo("Query"));
    }

    @Test
    void theUiIsServedWhereIntrospectionIs() {
        given().get("/q/graphql-ui/").then().statusCode(200).body(containsString("GraphiQL"));
        given().get("/graphql/schema.graphql").then().statusCode(200).body(containsString("type SoundEffect"));
    }

    @Test
    void aliasesDoNotMultiplyCalls() {
        String document = IntStream.range(0, 30).mapToObj(i -> "c" + i + ": credits").collect(Collectors.joining(" "));

        error(post("{ " + document + " }"), "DOCUMENT_TOO_LARGE").body("errors[0].message", containsString("5000"));
    }

    /** That many texts of a page ended a replica. */
    @Test
    void aPageMultipliesWhatItsFieldsCost() {
        String page = "soundEffects(first: %d) { edges { node { request { " + texts(470) + " } } } }";

        error(post("{ " + String.format(Locale.ROOT, page, 100) + " }"), "DOCUMENT_TOO_LARGE")
                .body("data", nullValue());
        post("{ " + String.format(Locale.ROOT, page, 1) + " }").then().statusCode(200).body("errors", nullValue());
        error(post("query($first: Int) { " + page.replace("%d", "$first") + " }", Map.of("first", 100)),
                "DOCUMENT_TOO_LARGE");
    }

    @Test
    void theLargestPageWithAllItsFieldsFits() {
        post("{ soundEffects(first: 100) { edges { cursor node { " + KeptSoundEffectsTest.ALL
                + " state } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }").then()
                .statusCode(200)
                .body("errors", nullValue());
    }

    @Test
    void anAnswerThatGetsTooLargeIsRefused() {
        String id = Engine.generate("\u97f3".repeat(5000));
        String document = "{ soundEffect(id: \"" + id + "\") { request { " + texts(400) + " } } }";

        error(post(document), "ANSWER_TOO_LARGE").statusCode(400).body("errors[0].message", containsString("2097152"));
        try (Socket socket = Socket.open()) {
            socket.start("1", document, new JsonObject());
            assertThat(socket.first("error", "1").encode()).contains("ANSWER_TOO_LARGE");
            socket.start("1", "{ __typename }", new JsonObject());
            socket.first("next", "1");
        }
    }

    /** A job that was paid for must not be missing from an answer that gets too large. */
    @Test
    void whatMayGetTooLargeInAMutationIsRefusedBeforeItBegins() {
        String document = "mutation { generateSoundEffect(input: {text: \"never made\"}) { request { %s } } }";

        error(post(String.format(Locale.ROOT, document, texts(50))), "DOCUMENT_TOO_LARGE");
        post("{ soundEffects(text: \"never made\") { edges { cursor } } }").then()
                .body("data.soundEffects.edges", hasSize(0));
    }

    @Test
    void fragmentsThatSpreadEachOtherAreCountedAtOnce() {
        assertTimeout(Duration.ofSeconds(5),
                () -> error(post(DocumentSizeTest.bomb(60)), "DOCUMENT_TOO_LARGE"));
    }

    private static String texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i + ": text").collect(Collectors.joining(" "));
    }

    @Test
    void whatIsTooDeepIsRefused() {
        error(post("{ __type(name: \"Query\") " + "{ ofType ".repeat(20) + "{ name }" + " }".repeat(20) + " }"),
                "DOCUMENT_TOO_LARGE");
    }

    @Test
    void aDocumentWithoutEndIsRefusedBeforeItIsRead() {
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"{ " + "a ".repeat(5000) + "}\"}")
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_PARSE_FAILED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Content-Length: 100\r\n\r\n{"})
    void aBodyThatBreaksOffIsNoFaultOfOurs(String rest) throws IOException {
        try (RecordedLog log = new RecordedLog("",
                record -> record.getLevel().intValue() >= Level.SEVERE.intValue());
                java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /graphql HTTP/1.1\r\nHost: foley\r\nContent-Type: application/json\r\n" + rest)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("HTTP/1.1 5");
            given().get("/graphql/schema.graphql").then().statusCode(200);
            assertThat(log.records()).extracting(LogRecord::getMessage).isEmpty();
        }
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"{ credits }\", \"extensions\": {\"x\": \"" + "x".repeat(70_000) + "\"}}")
                .post("/graphql")
                .then()
                .statusCode(413);
    }

    @Test
    void aSyntaxErrorTellsItsPlace() {
        post("{ credits ").then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("GRAPHQL_PARSE_FAILED"))
                .body("errors[0].locations[0].line", notNullValue());
    }

    @Test
    void anUnknownFieldIsNamed() {
        error(post("{ credit }"), "GRAPHQL_VALIDATION_FAILED").body("errors[0].message", containsString("credit"));
    }

    @Test
    void aTextIsNoNumber() {
        error(post("mutation { generateSoundEffect(input: {text: \"x\", durationSeconds: \"4\"}) { id } }"),
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void subscriptionsNeedAWebSocket() {
        post("subscription { soundEffectUpdated(id: \"1\") { id } }").then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("NEEDS_WEBSOCKET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "\"x\"", "{\"query\": 1}", "{\"query\": \"\"}", "{\"query\"",
            "[{\"query\": \"{ credits }\"}]", "{\"query\": \"{ credits }\", \"variables\": []}",
            "{\"query\": \"{ credits }\", \"operationName\": 1}"})
    void whatHoldsNoDocumentIsMalformed(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("MALFORMED_BODY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/graphql", "application/x-www-form-urlencoded"})
    void onlyJsonIsTaken(String type) {
        given().config(io.restassured.config.RestAssuredConfig.config()
                .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(type, ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
                .body("{ credits }")
                .post("/graphql")
                .then()
                .statusCode(415);
    }
}
