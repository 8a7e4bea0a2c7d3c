package dev.foley.facade.rest;

import static dev.foley.facade.rest.Api.COLLECTION;
import static dev.foley.facade.rest.Api.problem;
import static dev.foley.facade.rest.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import dev.foley.WithoutDatabase;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a request decides: expectations, codings, where it comes from, its query and its id. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class RequestHeadsTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String BODY = "{\"text\":\"a gate\",\"durationSeconds\":0.5}";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Inject
    Sandbox sandbox;

    @TestHTTPResource("/")
    URI base;

    /** A connection on which nothing is sent but what the test says. */
    private final class Wire implements AutoCloseable {
        private final Socket socket;

        Wire() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        void send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void post(String path, String... headers) throws IOException {
            send(String.format(Locale.ROOT, "POST %s HTTP/1.1\r\nHost: foley\r\n%s\r\n\r\n", path,
                    String.join("\r\n", headers)));
        }

        boolean isAnswered() throws IOException { return socket.getInputStream().available() > 0; }

        /** One head, to the empty line. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void aClientThatWaitsToSendItsBodyIsToldToGoOn(String expectation) throws IOException {
        try (Wire wire = new Wire()) {
            wire.post(COLLECTION, "Content-Type: application/json", "Expect: " + expectation, length(BODY.length()));
            assertThat(wire.head()).isEqualTo(CONTINUE);
            wire.send(BODY);
            assertThat(wire.head()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void aBatchIsToldToGoOnToo() throws IOException {
        String batch = "{\"items\":[" + BODY + "]}";
        try (Wire wire = new Wire()) {
            wire.post(COLLECTION + "/batch", "Content-Type: application/json", "Expect: 100-continue",
                    length(batch.length()));
            assertThat(wire.head()).isEqualTo(CONTINUE);
            wire.send(batch);
            assertThat(wire.head()).startsWith("HTTP/1.1 501 ");
        }
    }

    @Test
    void aGraphQlDocumentIsToldToGoOnToo() throws IOException {
        String document = "{\"query\":\"{ credits }\"}";
        try (Wire wire = new Wire()) {
            wire.post("/graphql", "Content-Type: application/json", "Expect: 100-continue", length(document.length()));
            assertThat(wire.head()).isEqualTo(CONTINUE);
            wire.send(document);
            assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void javasOwnClientIsServedInEitherVersion(HttpClient.Version version) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (boolean expecting : new boolean[]{false, true}) {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(base.resolve(COLLECTION))
                    .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                    .header("Content-Type", "application/json")
                    .expectContinue(expecting)
                    .POST(BodyPublishers.ofString(BODY))
                    .build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Type: text/plain,100,415", "Content-Type: application/json,70000,413",
            "Content-Encoding: gzip,100,415", "Idempotency-Key: a b,100,400", "Sec-Fetch-Site: cross-site,100,403"})
    void whoIsRefusedIsNotAskedForTheBody(String header, int length, int status) throws IOException {
        String type = header.startsWith("Content-Type") ? "X-Nothing: 1" : "Content-Type: application/json";
        try (Wire wire = new Wire()) {
            wire.post(COLLECTION, header, type, "Expect: 100-continue", length(length));
            assertThat(wire.head()).startsWith("HTTP/1.1 " + status + ' ');
        }
    }

    /** As clients do that look for an answer behind their request alone. */
    @Test
    void whoSendsTheWholeBodyAllTheSameSeesTheAnswer() throws IOException {
        String part = "a".repeat(64 << 10);
        try (Wire wire = new Wire()) {
            wire.post(COLLECTION, "Content-Type: application/json", length(48 * part.length()));
            await().until(wire::isAnswered);
            for (int i = 0; i < 48; i++) {
                wire.send(part);
            }
            assertThat(wire.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "100-continue, payment", "200-ok"})
    void noOtherExpectationIsMet(String expectation) {
        int tasks = sandbox.witness().tasks().size();

        problem(request("a gate").header("Expect", expectation).post(COLLECTION), 417, "expectation-failed")
                .body("detail", containsString("100-continue"));
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "GZIP", "identity, deflate", "zstd"})
    void aCompressedBodyIsRefusedWithTheWayOut(String coding) throws IOException {
        for (String path : List.of(COLLECTION, COLLECTION + "/batch")) {
            problem(given().contentType(ContentType.JSON)
                    .header("Content-Encoding", coding)
                    .body(gzipped(BODY))
                    .post(path), 415, "unsupported-media-type")
                    .header("Accept-Encoding", "identity")
                    .body("detail", containsString("uncompressed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", ""})
    void whatIsNotCompressedIsRead(String coding) {
        request("a gate").header("Content-Encoding", coding).post(COLLECTION).then().statusCode(202);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        given().contentType(ContentType.JSON)
                .body(("\ufeff" + BODY).getBytes(StandardCharsets.UTF_8))
                .post(COLLECTION)
                .then()
                .statusCode(202);
        problem(given().contentType(ContentType.JSON)
                .body(("\ufeff\ufeff" + BODY).getBytes(StandardCharsets.UTF_8))
                .post(COLLECTION), 400, "malformed-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0\u202f", "\u0007", "\u200b\u200d", "\ufeff", "\u2800"})
    void textWithNothingToSeeIsRefusedEverywhere(String text) {
        int tasks = sandbox.witness().tasks().size();
        JsonObject sound = new JsonObject().put("text", text);

        problem(given().contentType(ContentType.JSON).body(sound.encode()).post(COLLECTION), 422, "invalid-request")
                .body("violations[0].field", equalTo("text"))
                .body("violations[0].message", equalTo("must not be blank"));
        problem(given().contentType(ContentType.JSON)
                .body(new JsonObject().put("items", new JsonArray().add(sound)).encode())
                .post(COLLECTION + "/batch"), 422, "invalid-request")
                .body("violations[0].field", equalTo("items[0].text"));
        given().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("query", "mutation($text: String!) { generateSoundEffect(input: {text: $text}) { id } }")
                        .put("variables", sound)
                        .encode())
                .post("/graphql")
                .then()
                .body("errors[0].extensions.violations[0].field", equalTo("text"));
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,/abc/retry,POST", "cross-site,/abc/cancel,POST", "same-site,/abc/cancel,POST",
            "cross-site,/abc,DELETE", "CROSS-SITE,'',POST"})
    void pagesOfOtherSitesChangeNothing(String site, String path, String method) {
        problem(given().header("Sec-Fetch-Site", site)
                .header("Origin", "https://evil.example")
                .request(method, COLLECTION + path), 403, "cross-site-request");
    }

    @ParameterizedTest
    @CsvSource({"same-origin,/abc/retry,POST,501", "none,/abc/cancel,POST,501", "cross-site,/abc,GET,404"})
    void ownPagesAndReadsAreLetThrough(String site, String path, String method, int status) {
        given().header("Sec-Fetch-Site", site).request(method, COLLECTION + path).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"POST,?resue=true,resue,is unknown: did you mean reuse?",
            "GET,?states=failed,states,is unknown: did you mean state?",
            "GET,?State=failed,State,is unknown: did you mean state?",
            "GET,?page=2,page,'is unknown: the query parameters are state, caller, text, limit, cursor'",
            "GET,?limit=1&limit=2,limit,is given 2 times: must be given once",
            "GET,/abc?wait=10,wait,is unknown: there are no query parameters here",
            "DELETE,/abc?force=true,force,is unknown: there are no query parameters here",
            "POST,/abc/cancel?a,a,is unknown: there are no query parameters here",
            "POST,/abc/retry?reuse=true,reuse,is unknown: there are no query parameters here",
            "GET,/abc/events?a=1,a,is unknown: there are no query parameters here",
            "GET,/abc/audio?download=1,download,is unknown: there are no query parameters here",
            "POST,/batch?reuse=true,reuse,is unknown: there are no query parameters here"})
    void aQueryParameterThatIsNotKnownIsRefused(String method, String path, String field, String message) {
        int tasks = sandbox.witness().tasks().size();

        problem(given().contentType(ContentType.JSON)
                .body(method.equals("POST") ? BODY : "")
                .request(method, COLLECTION + path), 422, "invalid-request")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", equalTo(message));
        assertThat(sandbox.witness().tasks()).hasSize(tasks);
    }

    @Test
    void theAccountHasItsOwnParameters() {
        problem(given().get("/v1/credits?since=2026-11-01"), 422, "invalid-request");
        problem(given().get("/v1/costs?form=2026-11-01"), 422, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/credits", "/v1/sound-effects/abc", "/nothing", "/q/health/live", "/q/openapi",
            "/graphql",
            "/callbacks/x"})
    void everyAnswerHasAnId(String path) {
        given().get(path).then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        given().header("X-Request-Id", "my-own").get(path).then().header("X-Request-Id", "my-own");
    }

    @ParameterizedTest
    @CsvSource({"X-Nothing: 1,70000,413", "Expect: payment,10,417", "Content-Encoding: br,10,415"})
    void refusalsHaveAnIdAsWell(String header, int length, int status) throws IOException {
        try (Wire wire = new Wire()) {
            wire.post(COLLECTION, "Content-Type: application/json", "X-Request-Id: refused", header, length(length));
            assertThat(wire.head()).startsWith("HTTP/1.1 " + status + ' ')
                    .containsIgnoringCase("x-request-id: refused");
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws IOException {
        for (String query : new String[]{"%zz=1", "a=%zz", "%"}) {
            try (Wire wire = new Wire()) {
                wire.send(String.format(Locale.ROOT, "GET /v1/credits?%s HTTP/1.1\r\nHost: foley\r\n\r\n", query));
                assertThat(wire.head()).as(query).startsWith("HTTP/1.1 4");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\u00e4", "<script>", "\"quoted\""})
    void anIdThatCouldForgeALineOfALogIsReplaced(String id) {
        given().header("X-Request-Id", id)
                .get("/v1/credits")
                .then()
                .header("X-Request-Id", not(equalTo(id)))
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        given().header("X-Request-Id", "a".repeat(129))
                .get("/v1/credits")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @CsvSource({"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,0af7651916cd43dd8448eb211c80319c",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01,", "nonsense,"})
    void aTraceIsAnIdToo(String traceparent, String id) {
        String answered = given().header("traceparent", traceparent).get("/v1/credits").header("X-Request-Id");

        assertThat(answered).matches(id == null ? "(?!0{32})[0-9a-f]{32}" : id);
    }
}
