package com.example;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

/** In production, with nothing configured: no sandbox, and whoever reads the log learns what is missing. */
@QuarkusIntegrationTest
class WithoutKeyIT {
    @Test
    void productionDemandsAKey() throws IOException {
        given().get("/thunder").then().statusCode(500);
        String log = Files.readString(Path.of("target", "quarkus.log"));
        assertTrue(log.contains("no API key: set KIE_API_KEY"), log);
        assertTrue(!log.contains("sandbox stands in"), log);
    }
}
