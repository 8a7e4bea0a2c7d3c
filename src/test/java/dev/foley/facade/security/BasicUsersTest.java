package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.problem;
import static dev.foley.facade.security.Problems.unauthenticated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users from configuration, with a ledger behind them. */
@QuarkusTest
@TestProfile(BasicUsersTest.Users.class)
class BasicUsersTest {
    private static final String COLLECTION = "/v1/sound-effects";
    private static final String PASSWORD = "correct horse";

    @Inject
    MeterRegistry metrics;

    /** As in production. */
    public static class Users implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String hash = "$2y$10$" + UsersTest.CRYPT;
            Map<String, String> settings = new HashMap<>(Map.of("foley.security.anonymous", "false", "foley.ui.enabled",
                    "false",
                    "foley.security.users.carl.password-hash", hash,
                    "foley.quota.callers.carl.jobs-in-flight", "0",
                    "foley.security.users.dora.password-hash", hash,
                    "foley.quota.callers.dora.credits-per-month", "0.1",
                    "foley.security.users.ann.password-hash", hash,
                    "foley.security.users.\"bob@studio.example\".password-hash", hash,
                    "foley.security.users.root.password-hash", hash, "foley.security.users.root.roles", "admin,other"));
            settings.putAll(Map.of("foley.limits.event-streams-per-caller", "3", "foley.limits.requests-per-caller",
                    "16", "foley.limits.waits-per-caller", "3"));
            return settings;
        }
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, PASSWORD);
    }

    private static String create(String user) {
        return post(user).then().statusCode(202).extract().path("links.self");
    }

    @Test
    void withoutCredentialsNothingIsDone() {
        Response answer = given().contentType(ContentType.JSON).body("{\"text\":\"rain\"}").post(COLLECTION);

        unauthenticated(answer).header("WWW-Authenticate", "Basic realm=\"Foley\", charset=\"UTF-8\"")
                .body("instance", equalTo(COLLECTION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Basic", "Basic ", "Basic %%%", "Basic YW5u", "Basic Og==", "basic \u00e4",
            "Bearer",
            "Bearer ", "Bearer x.y.z", "Negotiate abc", "ann:correct horse", "Basic YW5u, Bearer x"})
    void credentialsThatMakeNoSenseAreToldWhichDo(String header) {
        unauthenticated(given().header("Authorization", header).get(COLLECTION + "/x")).header("WWW-Authenticate",
                "Basic realm=\"Foley\", charset=\"UTF-8\"");
    }

    @ParameterizedTest
    @CsvSource({"ann,wrong", "ann,''", "eve,correct horse", "'',correct horse", "Ann,correct horse",
            "anonymous,correct horse"})
    void aWrongPasswordAndAnUnknownNameAreToldAlike(String user, String password) {
        Response answer = given().auth().preemptive().basic(user, password).get(COLLECTION + "/x");

        assertThat(unauthenticated(answer).extract().asString()).isEqualTo(
                unauthenticated(given().get(COLLECTION + "/x")).extract().asString());
    }

    @Test
    void anAdministratorAloneIsToldWhatEachCallerSpent() {
        create("ann");

        as("ann").get("/v1/costs").then().statusCode(200).body("callers", nullValue());
        as("root").get("/v1/costs").then().statusCode(200).body("callers.caller", hasItem("ann"));
    }

    @Test
    void callersSeeTheirOwnJobsAlone() {
        String job = create("ann");

        as("ann").get(job).then().statusCode(200).body("request.text", equalTo("a door"));
        problem(as("bob@studio.example").get(job), 404, "job-not-found");
        problem(as("bob@studio.example").get(job + "/audio"), 404, "job-not-found");
    }

    @Test
    void whoHasNoRoomForAJobIsToldWhenThereIs() {
        problem(post("carl"), 429, "too-many-in-flight").header("Retry-After", "10")
                .body("detail", equalTo("0 sound effects are on their way, and 0 are allowed to this caller at a time. "
                        + "There is room when one of them ends, or is cancelled while it is queued. Nothing was done."));
        String detail = problem(post("dora"), 402, "credits-used-up").extract().path("detail");
        assertThat(detail).startsWith("It may cost 0.12 credits, and 0 of the 0.1 that this caller has for a month")
                .containsPattern("The next month begins at \\d{4}-\\d\\d-01T00:00:00Z");
    }

    private static Response post(String user) {
        return as(user).contentType(ContentType.JSON)
                .body("{\"text\":\"a door\",\"durationSeconds\":0.5}")
                .post(COLLECTION);
    }

    @Test
    void anAdminSeesEverybodysJobs() {
        as("root").get(create("ann")).then().statusCode(200);
        problem(as("ann").get(create("root")), 404, "job-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/sound-effects/", "/nothing", "/q/nothing", "/q/openapi", "/q/swagger-ui/",
            "/callbacks/../v1/sound-effects/x", "/callbacks/%2e%2e/v1/sound-effects/x", "/callbacksx",
            "//v1/sound-effects/x",
            "/q/health/../openapi", "/v1/sound-effects/x;a=/callbacks/"})
    void whatIsNotOpenDemandsACaller(String path) {
        unauthenticated(given().urlEncodingEnabled(false).get(path));
    }

    @Test
    void callbacksAndProbesNeedNoCaller() {
        given().contentType(ContentType.JSON)
                .body("{\"data\": {\"taskId\": \"x\"}}")
                .post("/callbacks/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void theDescriptionIsForCallersAndThePageForNobody() {
        as("ann").get("/q/openapi").then().statusCode(200);
        as("ann").get("/q/swagger-ui/").then().statusCode(404);
        as("ann").get("/q/swagger-ui/index.html").then().statusCode(404);
    }

    @Test
    void otherOriginsAreToldNothing() {
        as("ann").header("Origin", "https://elsewhere.example")
                .get(COLLECTION + "/x")
                .then()
                .header("Access-Control-Allow-Origin", (String) null);
        unauthenticated(given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options(COLLECTION)).header("Access-Control-Allow-Origin", (String) null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void browsersAreToldToKeepApartWhatIsServedHere(boolean refused) {
        (refused ? given() : as("ann")).get(COLLECTION + "/x")
                .then()
                .header("Content-Security-Policy", org.hamcrest.Matchers.startsWith("default-src 'none'"))
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Strict-Transport-Security", (String) null);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(as("ann").header("X-Long", "a".repeat(25_000)).get(COLLECTION + "/x").statusCode()).isEqualTo(431);
        assertThat(as("ann").get(COLLECTION + "/" + "a".repeat(5000)).statusCode()).isEqualTo(414);
    }

    @Test
    void aConnectionServesOnAfterARefusalWithABody() {
        for (int i = 0; i < 5; i++) {
            unauthenticated(given().contentType(ContentType.JSON).body("x".repeat(60_000)).post(COLLECTION));
        }
    }

    @Test
    void anAdministratorSeesWhoseJobsTheyAreAndAsksForThoseOfOne() {
        String job = create("ann");
        create("root");

        as("root").get(job).then().body("caller", equalTo("ann"));
        as("ann").get(job).then().body("caller", nullValue());
        as("root").queryParam("caller", "ann")
                .get(COLLECTION)
                .then()
                .body("items.caller", everyItem(equalTo("ann")))
                .body("items", not(empty()));
        as("ann").queryParam("caller", "root").get(COLLECTION).then().body("items", empty());
        as("root").queryParam("caller", "ann")
                .get("/v1/costs")
                .then()
                .statusCode(200)
                .body("callers.caller", everyItem(equalTo("ann")));
        problem(as("root").queryParam("caller", "a".repeat(501)).get(COLLECTION), 422, "invalid-request")
                .body("violations[0].field", equalTo("caller"));
    }

    @Test
    void theAccountsBalanceIsForAdministrators() {
        problem(as("ann").get("/v1/credits"), 403, "forbidden").body("detail", containsString("balance"));
        as("root").get("/v1/credits").then().statusCode(200);
    }

    @Test
    void whatIsOpenToEveryoneChecksNoPassword() {
        double before = logins("failed");

        given().auth().preemptive().basic("ann", "no password at all").get("/q/health/live").then().statusCode(200);

        assertThat(logins("failed")).isEqualTo(before);
    }

    @Test
    void whoeverGuessesPasswordsWaitsAndIsReportedAndNobodyElseWaits() throws IOException {
        double before = logins("failed");
        try (EverythingLogged log = new EverythingLogged()) {
            for (int i = 0; i < 6; i++) {
                assertThat(guess("bob@studio.example", "guess " + i)).startsWith("HTTP/1.1 401");
            }
            assertThat(guess("bob@studio.example", "guess 7")).startsWith("HTTP/1.1 429")
                    .containsIgnoringCase("\r\nretry-after: ")
                    .contains("/problems/too-many-logins");
            assertThat(log.lines()).anyMatch(
                    line -> line.contains("A login failed: user \"bob@studio.example\" from 127.0.0.7"));
        }
        assertThat(logins("failed")).isEqualTo(before + 6);
        assertThat(logins("throttled")).isPositive();
        as("bob@studio.example").get(COLLECTION).then().statusCode(200);
        assertThat(guess("bob@studio.example", PASSWORD)).as("it is known to be right by now")
                .startsWith("HTTP/1.1 200");
    }

    /** The answer to a request from an address of its own. */
    private static String guess(String user, String password) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port, InetAddress.getByName("127.0.0.7"), 0)) {
            String credentials = Base64.getEncoder()
                    .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream()
                    .write(("GET " + COLLECTION
                            + " HTTP/1.1\r\nHost: foley\r\nConnection: close\r\nAuthorization: Basic "
                            + credentials + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private double logins(String outcome) {
        return metrics.get("foley.logins").tag("outcome", outcome).counter().count();
    }

    @Test
    void noPasswordIsLogged() {
        try (EverythingLogged log = new EverythingLogged()) {
            create("ann");
            given().auth().preemptive().basic("ann", "a wrong secret").get(COLLECTION + "/x").then().statusCode(401);
            assertThat(log.lines()).isNotEmpty()
                    .noneMatch(line -> line.contains("secret") || line.contains(PASSWORD) || line.contains("YW5uO"));
        }
    }
}
