package dev.foley.facade.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.foley.facade.security.Outage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A database that is configured, and cannot be reached. */
@QuarkusTest
@TestProfile(Outage.class)
class DatabaseDownTest {
    @Test
    void itIsNotReadyAndSaysWhy() {
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.size()", equalTo(1))
                .body("checks[0].name", equalTo("database"))
                .body("checks[0].status", equalTo("DOWN"));
    }

    @Test
    void itHasNotStarted() {
        given().get("/q/health/started").then().statusCode(503).body("checks[0].name", equalTo("ledger"));
    }

    @Test
    void callersAreToldWhatIsAway() {
        given().auth()
                .preemptive()
                .basic("ann", "correct horse")
                .get("/v1/sound-effects")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/database-unavailable"));
    }

    @Test
    void itLives() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }
}
