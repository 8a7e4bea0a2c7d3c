package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one caller may have open at a time; the profile allows three of each kind, and 16 requests. */
@QuarkusTest
@TestProfile(BasicUsersTest.Users.class)
class LongRequestLimitsTest {
    private static final int MOST = 3;
    private static final int MOST_REQUESTS = 16;
    private static final String PASSWORD = "correct horse";

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI base;

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, PASSWORD);
    }

    private static String credentials(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static String create(String user) {
        return as(user).contentType(ContentType.JSON)
                .body("{\"text\":\"long [[takes:60m]]\"}")
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", credentials("ann"));
    }

    /** Of bodies without an end, too, which cost their sender nothing. */
    @Test
    void moreRequestsAreRefusedUntilOneIsAnswered() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_REQUESTS; i++) {
                Socket socket = new Socket(base.getHost(), base.getPort());
                open.add(socket);
                socket.getOutputStream()
                        .write(("POST /v1/sound-effects HTTP/1.1\r\nHost: foley\r\nContent-Type: application/json\r\n"
                                + "Expect: 100-continue\r\nContent-Length: 100\r\nAuthorization: " + credentials("ann")
                                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 100");
            }
            problem(as("ann").get("/v1/sound-effects"), 429, "too-many-open-requests").header("Retry-After", "10");
            as("root").get("/v1/sound-effects").then().statusCode(200);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().untilAsserted(() -> as("ann").get("/v1/sound-effects").then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"query\":\"{ __typename }\"}", "{", ""})
    void whatIsAnsweredIsOpenNoMore(String document) {
        for (int i = 0; i < 2 * MOST_REQUESTS; i++) {
            int status = as("carl").contentType(ContentType.JSON).body(document).post("/graphql").statusCode();

            assertThat(status).isNotEqualTo(429);
            as("carl").get("/v1/sound-effects/none").then().statusCode(404);
        }
    }

    @Test
    void moreEventStreamsAreRefusedUntilOneEnds() {
        String path = create("ann") + "/events";
        List<HttpResponse<Stream<String>>> open = IntStream.range(0, MOST)
                .mapToObj(i -> client.sendAsync(request(path).build(), BodyHandlers.ofLines()).join())
                .toList();
        assertThat(open).extracting(HttpResponse::statusCode).containsOnly(200);

        problem(as("ann").get(path), 429, "too-many-open-requests").header("Retry-After", "10")
                .body("detail", equalTo(
                        "The caller has 3 event streams open, as many as one caller may have. Nothing was done."));
        open.forEach(stream -> stream.body().close());
        await().untilAsserted(() -> as("ann").head(path).then().statusCode(200));
    }

    @Test
    void moreWaitsAreRefusedBeforeAnythingIsStarted() {
        String path = create("ann");
        List<CompletableFuture<HttpResponse<String>>> waits = IntStream.rangeClosed(0, MOST)
                .mapToObj(i -> client.sendAsync(request(path).header("Prefer", "wait=5").build(),
                        BodyHandlers.ofString()))
                .toList();

        Object refused = CompletableFuture.anyOf(waits.toArray(CompletableFuture[]::new)).join();
        assertThat(refused).isInstanceOfSatisfying(HttpResponse.class,
                answer -> assertThat(answer.statusCode()).isEqualTo(429));
        int jobs = as("ann").get("/v1/sound-effects").path("items.size()");
        problem(as("ann").header("Prefer", "wait=1")
                .contentType(ContentType.JSON)
                .body("{\"text\":\"one too many\"}")
                .post("/v1/sound-effects"), 429, "too-many-open-requests");
        assertThat(as("ann").get("/v1/sound-effects").<Integer>path("items.size()")).isEqualTo(jobs);
        as("ann").get(path).then().statusCode(200);
        as("root").header("Prefer", "wait=1").get(path).then().statusCode(200);
        assertThat(waits).map(wait -> wait.join().statusCode()).containsExactlyInAnyOrder(200, 200, 200, 429);
    }
}
