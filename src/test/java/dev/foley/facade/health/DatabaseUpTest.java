package dev.foley.facade.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class DatabaseUpTest {
    @Test
    void itIsReadyAndTheDatabaseIsAskedOnce() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.size()", equalTo(1))
                .body("checks[0].name", equalTo("database"))
                .body("checks[0].status", equalTo("UP"));
    }

    @Test
    void itHasStarted() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/started").then().statusCode(200));
    }
}
