package dev.foley.facade.callback;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;

import dev.foley.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** Where kie.ai was told of no address to report to. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class CallbacksOffTest {
    @Test
    void thereIsNothingAtTheirPath() {
        given().contentType(ContentType.JSON)
                .body("{\"data\":{\"taskId\":\"t\"}}")
                .post("/callbacks/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }
}
