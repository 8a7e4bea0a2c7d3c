package dev.foley.facade.security;

import static dev.foley.facade.security.Problems.problem;
import static dev.foley.facade.security.Problems.unauthenticated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The issuer cannot be reached, neither at start nor later. */
@QuarkusTest
@TestProfile(Outage.class)
class IssuerAwayTest {
    @Test
    void aTokenThatCannotBeVerifiedIsNotToldToBeWrong() {
        problem(given().header("Authorization", "Bearer " + TestIssuer.signed(TestIssuer.claims("http://127.0.0.1:9",
                "s"), TestIssuer.newKeys().getPrivate())).get("/v1/sound-effects/x"), 503, "issuer-unavailable")
                .header("Retry-After", "30");
    }

    @Test
    void whoSendsNoneIsToldToSendOne() {
        Response refusal = given().get("/v1/sound-effects/x");
        unauthenticated(refusal);
        assertThat(refusal.headers().getValues("WWW-Authenticate")).contains("Bearer realm=\"Foley\"");
    }
}
