package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.problem;
import static dev.foley.facade.security.Problems.unauthenticated;
import static io.restassured.RestAssured.given;

import java.util.Map;

import dev.foley.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** The issuer cannot be reached, neither at start nor later. */
@QuarkusTest
@TestProfile(IssuerAwayTest.Nowhere.class)
class IssuerAwayTest {
    /** Nothing listens on that port. */
    public static class Nowhere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(WithoutDatabase.SETTING, "false", "foley.security.anonymous", "false",
                    "quarkus.oidc.auth-server-url", "http://127.0.0.1:9", "quarkus.oidc.token.audience", "foley");
        }
    }

    @Test
    void aTokenThatCannotBeVerifiedIsNotToldToBeWrong() {
        problem(given().header("Authorization", "Bearer " + TestIssuer.signed(TestIssuer.claims("http://127.0.0.1:9",
                "s"), TestIssuer.newKeys().getPrivate())).get("/v1/sound-effects/x"), 503, "issuer-unavailable")
                .header("Retry-After", "30");
    }

    @Test
    void whoSendsNoneIsToldToSendOne() {
        unauthenticated(given().get("/v1/sound-effects/x")).header("WWW-Authenticate", "Bearer realm=\"Foley\"");
    }
}
