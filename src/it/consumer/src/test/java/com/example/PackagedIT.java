package com.example;

import static io.restassured.RestAssured.given;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
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
                    "foley.download.allow-http", "true",
                    // Callers that wait hold the only thread of each pool; a refusal makes them wait for a timer besides.
                    "quarkus.thread-pool.max-threads", "1", "quarkus.vertx.worker-pool-size", "1",
                    "foley.wait.first-poll", "50MS");
        }

        @Override
        public void stop() {
            sandbox.close();
        }
    }

    @Test
    void allWhoWaitOnOneThreadAreAnswered() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        Callable<Response> caller = () -> given().get("/thunder/waited");
        try {
            for (Future<Response> answer : callers.invokeAll(Collections.nCopies(4, caller), 60, TimeUnit.SECONDS)) {
                Thunder.assertHeard(answer.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void itThunders() {
        Thunder.assertHeard(given().get("/thunder"));
    }
}
