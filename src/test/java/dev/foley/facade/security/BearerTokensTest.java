package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.problem;
import static dev.foley.facade.security.Problems.unauthenticated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens of an issuer, beside a user of the same name as one of its subjects; a role is demanded. */
@QuarkusTest
@TestProfile(BearerTokensTest.WithIssuer.class)
class BearerTokensTest {
    private static final String COLLECTION = "/v1/sound-effects";
    private static final List<String> ROLES = List.of("sounds");

    /** As in production, and as talkative as an operator may make it. */
    public static class WithIssuer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("foley.security.anonymous", "false", "foley.security.required-role", "sounds",
                    "foley.security.users.ann.password-hash", "$2y$10$" + UsersTest.CRYPT,
                    "foley.security.users.ann.roles", "sounds",
                    "quarkus.log.category.\"io.quarkus.oidc\".level", "DEBUG",
                    "quarkus.log.category.\"io.quarkus.vertx.http\".level", "DEBUG");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestIssuer.class));
        }
    }

    @ConfigProperty(name = TestIssuer.URL)
    String issuer;

    @ConfigProperty(name = TestIssuer.KEY)
    String encodedKey;

    private PrivateKey key;

    @BeforeEach
    void readKey() {
        key = TestIssuer.privateKey(encodedKey);
    }

    private JwtClaimsBuilder claims(String subject) {
        return TestIssuer.claims(issuer, subject).groups(java.util.Set.copyOf(ROLES));
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification as(String subject) {
        return with(TestIssuer.signed(claims(subject), key));
    }

    private static String create(RequestSpecification caller) {
        return caller.contentType(ContentType.JSON)
                .body("{\"text\":\"a gate\",\"durationSeconds\":0.5}")
                .post(COLLECTION)
                .then()
                .statusCode(202)
                .extract()
                .path("links.self");
    }

    @Test
    void theHolderOfATokenSeesTheirOwnJobsAlone() {
        String job = create(as("s-1"));

        as("s-1").get(job).then().statusCode(200).body("request.text", equalTo("a gate"));
        problem(as("s-2").get(job), 404, "job-not-found");
    }

    @Test
    void aUserAndASubjectOfOneNameAreStrangers() {
        String ofSubject = create(as("ann"));
        String ofUser = create(given().auth().preemptive().basic("ann", "correct horse"));

        problem(given().auth().preemptive().basic("ann", "correct horse").get(ofSubject), 404, "job-not-found");
        problem(as("ann").get(ofUser), 404, "job-not-found");
    }

    @Test
    void whatNamesAPersonForOthersIsNotWhoseJobsTheyAre() {
        String job = create(with(TestIssuer.signed(claims("s-3").preferredUserName("ann").upn("ann"), key)));

        as("s-3").get(job).then().statusCode(200);
        problem(with(TestIssuer.signed(claims("s-4").preferredUserName("ann").upn("ann"), key)).get(job), 404,
                "job-not-found");
    }

    @Test
    void theAdminsOfTheIssuerSeeEverybodysJobs() {
        String job = create(as("s-5"));

        with(TestIssuer.signed(claims("s-6").groups(java.util.Set.of("sounds", "admin")), key)).get(job)
                .then()
                .statusCode(200);
    }

    @Test
    void whoLacksTheRoleIsForbidden() {
        String token = TestIssuer.signed(TestIssuer.claims(issuer, "s-7"), key);

        problem(with(token).contentType(ContentType.JSON).body("{\"text\":\"rain\"}").post(COLLECTION), 403,
                "forbidden").header("WWW-Authenticate", (String) null).body("instance", equalTo(COLLECTION));
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatDoesNotHoldIsRefused() {
        return Map.ofEntries(
                Map.entry("expired", sign(claims("s").issuedAt(1_000_000_000L).expiresAt(1_000_000_060L))),
                Map.entry("of another issuer", sign(claims("s").issuer("https://elsewhere.example"))),
                Map.entry("for another audience", sign(claims("s").audience("another"))),
                Map.entry("for no audience", sign(Jwt.issuer(issuer).subject("s").expiresIn(60))),
                Map.entry("without a subject", sign(Jwt.issuer(issuer).audience(TestIssuer.AUDIENCE).expiresIn(60))),
                Map.entry("signed by a stranger",
                        TestIssuer.signed(claims("s"), TestIssuer.newKeys().getPrivate())),
                Map.entry("unsigned", unsigned()),
                Map.entry("signed with a secret", claims("s").jws()
                        .keyId(TestIssuer.KEY_ID)
                        .signWithSecret("a secret that is long enough for HS256")),
                Map.entry("changed after", changed(sign(claims("s")))),
                Map.entry("opaque", "2YotnFZFEjr1zCsicMWpAA"))
                .entrySet()
                .stream()
                .map(token -> DynamicTest.dynamicTest(token.getKey(),
                        () -> unauthenticated(with(token.getValue()).get(COLLECTION + "/x"))));
    }

    private String sign(JwtClaimsBuilder claims) {
        return TestIssuer.signed(claims, key);
    }

    private String unsigned() {
        return base64(new JsonObject().put("alg", "none").put("typ", "JWT")) + '.'
                + sign(claims("s")).split("\\.")[1] + '.';
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.");
        JsonObject payload = new JsonObject(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        return parts[0] + '.' + base64(payload.put("sub", "somebody-else")) + '.' + parts[2];
    }

    private static String base64(JsonObject json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRefusalTellsBothKindsThatAreAccepted() {
        assertThat(given().get(COLLECTION + "/x").headers().getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"Foley\"", "Basic realm=\"Foley\", charset=\"UTF-8\"");
        assertThat(with("x.y.z").get(COLLECTION + "/x").headers().getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"Foley\", error=\"invalid_token\"",
                        "Basic realm=\"Foley\", charset=\"UTF-8\"");
    }

    @Test
    void noTokenIsLogged() {
        String good = sign(claims("s-8"));
        String bad = changed(good);
        try (EverythingLogged log = new EverythingLogged()) {
            create(with(good));
            with(bad).get(COLLECTION + "/x").then().statusCode(401);
            assertThat(log.lines()).anyMatch(line -> line.contains("Invalid JWS Signature"));
            for (String token : List.of(good, bad)) {
                String payload = token.split("\\.")[1];
                assertThat(log.lines()).noneMatch(line -> line.contains(payload));
            }
        }
    }
}
