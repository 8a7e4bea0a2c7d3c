package dev.foley.facade.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import dev.foley.WithoutDatabase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of GraphQL over HTTP, and what clients are known to send. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class OverHttpTest {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String JSON = "application/json";
    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String GOOD = "{\"query\": \"{ __typename }\"}";

    @TestHTTPResource("/graphql")
    URI endpoint;

    private HttpResponse<String> send(String method, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String body, String contentType, String accept) {
        return send("POST", body.getBytes(StandardCharsets.UTF_8), "Content-Type", contentType, "Accept", accept);
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static JsonObject error(HttpResponse<String> answer) {
        JsonArray errors = new JsonObject(answer.body()).getJsonArray("errors");
        assertThat(errors).as(answer.body()).hasSize(1);
        return errors.getJsonObject(0);
    }

    private static String code(HttpResponse<String> answer) {
        return error(answer).getJsonObject("extensions").getString("code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"query\": \"{ __typename }\"}||200|200",
            "{\"query\": \"{ soundEffect(id: \\\"\\\") { id } }\"}|JOB_NOT_FOUND|200|200",
            "NONSENSE|MALFORMED_BODY|400|400",
            "{\"qeury\": \"{ __typename }\"}|MALFORMED_BODY|400|400",
            "{\"query\": \"query($i: Int) { soundEffects(first: $i) { edges { cursor } } }\", \"variables\": [7]}|MALFORMED_BODY|400|400",
            "{\"query\": \"{\"}|GRAPHQL_PARSE_FAILED|200|400",
            "{\"query\": \"{ nothing }\"}|GRAPHQL_VALIDATION_FAILED|200|400",
            "{\"query\": \"query a { __typename } query b { __typename }\"}|GRAPHQL_VALIDATION_FAILED|200|400",
            "{\"query\": \"query a { __typename }\", \"operationName\": \"b\"}|GRAPHQL_VALIDATION_FAILED|200|400",
            "{\"query\": \"query($i: ID!) { soundEffect(id: $i) { id } }\"}|GRAPHQL_VALIDATION_FAILED|200|400",
            "{\"query\": \"subscription { soundEffectUpdated(id: \\\"1\\\") { id } }\"}|NEEDS_WEBSOCKET|200|400"})
    void statusAndMediaTypeFollowTheSpecification(String body, String code, int asJson, int asGraphQl) {
        for (String type : new String[]{JSON, GRAPHQL}) {
            HttpResponse<String> answer = post(body, JSON, type);

            assertThat(type(answer)).isEqualToIgnoringCase(type + "; charset=utf-8");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(type.equals(JSON) ? asJson : asGraphQl);
            if (code != null) {
                assertThat(code(answer)).isEqualTo(code);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*/*|" + GRAPHQL, "application/*|" + GRAPHQL,
            "application/json, */*;q=0.1|" + JSON, JSON + ";q=0.5, " + GRAPHQL + "|" + GRAPHQL,
            "text/html, application/json;q=0.2|" + JSON, GRAPHQL + ";q=0, application/json;q=0.1|" + JSON,
            "APPLICATION/JSON|" + JSON, "application/json; charset=\"UTF8\"|" + JSON,
            "application/json;charset=utf8|" + JSON, "application/json;charset=Utf-8|" + JSON})
    void theMediaTypeIsTheOneThatTheClientLikesBest(String accept, String type) {
        HttpResponse<String> answer = post(GOOD, JSON, accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).startsWith(type + ";");
    }

    @Test
    void withoutAcceptItIsTheSpecificationsOwn() {
        assertThat(type(send("POST", GOOD.getBytes(StandardCharsets.UTF_8), "Content-Type", JSON))).startsWith(GRAPHQL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;charset=latin1", "application/json;q=0",
            "application/json;charset=nothing"})
    void whatCannotBeProducedIsNotAcceptable(String accept) {
        assertThat(post(GOOD, JSON, accept).statusCode()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=\"UTF8\"", "application/json;charset=utf8",
            "application/json; charset=UTF-8", "Application/JSON"})
    void utf8IsTakenInEverySpelling(String type) {
        assertThat(post(GOOD, type, JSON).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=latin1", "application/graphql", "text/plain",
            "application/json; charset=\"\""})
    void whatIsNoJsonInUtf8IsNotSupported(String type) {
        assertThat(post(GOOD, type, JSON).statusCode()).isEqualTo(415);
    }

    @Test
    void aByteOrderMarkBeforeTheDocumentIsAccepted() {
        assertThat(post('\uFEFF' + GOOD, JSON, JSON).body()).contains("\"__typename\":\"Query\"");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        HttpResponse<String> answer = send("POST", new byte[]{'{', '"', (byte) 0xC0, '"', ':', '1', '}'},
                "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("message")).contains("UTF-8");
    }

    @Test
    void aCompressedBodyIsNotSupported() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(send("POST", zipped.toByteArray(), "Content-Type", JSON, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
    }

    /** Apollo Client and urql send the hash of a document first, and go by this message. */
    @Test
    void aPersistedQueryIsAnsweredAsItsClientsExpect() {
        String hash = "{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"ab\"}}";
        for (String query : new String[]{"", ", \"query\": null"}) {
            HttpResponse<String> answer = post(hash + query + "}", JSON, JSON);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(error(answer).getString("message")).isEqualTo("PersistedQueryNotSupported");
            assertThat(code(answer)).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
        }
        assertThat(post(hash + ", \"query\": \"{ __typename }\"}", JSON, JSON).body()).contains("Query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void anotherMethodIsToldWhatToDo(String method) {
        HttpResponse<String> answer = send(method, new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
        assertThat(type(answer)).isEqualTo("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains("POST", "{\"query\": \"{ credits }\"}",
                "graphql-transport-ws");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e1000000000", "1e-1000000000",
            "123456789012345678901234567890123456789012345678901234567890"})
    void aNumberThatWouldBeAGigabyteIsRefusedAtOnce(String number) {
        for (String scalar : new String[]{"Int", "Float", "ID", "DateTime"}) {
            HttpResponse<String> answer = post("{\"query\": \"query($v: " + scalar
                    + ") { a: __typename @skip(if: false) soundEffects(first: $v) { edges { cursor } } }\","
                    + " \"variables\": {\"v\": " + number + "}}", JSON, GRAPHQL);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        assertThat(post(
                "{\"query\": \"mutation($v: Float) { generateSoundEffect(input: {text: \\\"x\\\", durationSeconds: $v})"
                        + " { id } }\", \"variables\": {\"v\": " + number + "}}",
                JSON, GRAPHQL).statusCode()).isLessThan(500);
    }

    @Test
    void variablesThatNestWithoutEndAreMalformed() {
        HttpResponse<String> answer = post(
                "{\"query\": \"{ __typename }\", \"variables\": {\"v\": " + "[".repeat(20_000) + "]".repeat(20_000)
                        + "}}",
                JSON, JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("MALFORMED_BODY");
    }
}
