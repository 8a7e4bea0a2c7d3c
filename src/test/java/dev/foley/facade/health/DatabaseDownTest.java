package dev.foley.facade.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A database that is configured, and not there. */
@QuarkusTest
@TestProfile(DatabaseDownTest.Down.class)
class DatabaseDownTest {
    public static class Down implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/foley",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/foley", "quarkus.flyway.active",
                    "false");
        }
    }

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
        given().get("/v1/sound-effects")
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
