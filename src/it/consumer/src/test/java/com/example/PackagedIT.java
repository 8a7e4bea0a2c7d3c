package com.example;

import static io.restassured.RestAssured.given;

import java.util.Map;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

/** In production, with a key, and with a sandbox elsewhere in place of kie.ai. */
@QuarkusIntegrationTest
@QuarkusTestResource(value = PackagedIT.Elsewhere.class, restrictToAnnotatedClass = true)
class PackagedIT {
    public static class Elsewhere implements QuarkusTestResourceLifecycleManager {
        private Sandbox sandbox;

        @Override
        public Map<String, String> start() {
            sandbox = Sandbox.configure().set("task-duration", "0s").set("api-key", "secret").start();
            return Map.of("quarkus.rest-client.kie.url", sandbox.url(), "foley.kie.api-key", "secret",
                    "foley.download.allow-http", "true");
        }

        @Override
        public void stop() {
            sandbox.close();
        }
    }

    @Test
    void itThunders() {
        Thunder.assertHeard(given().get("/thunder"));
    }
}
