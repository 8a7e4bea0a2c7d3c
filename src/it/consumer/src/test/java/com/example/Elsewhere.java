package com.example;

import java.util.HashMap;
import java.util.Map;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** In production, with a key, and with a sandbox elsewhere in place of kie.ai. */
public class Elsewhere implements QuarkusTestResourceLifecycleManager {
    private Sandbox sandbox;
    private String threads;

    @Override
    public void init(Map<String, String> arguments) {
        threads = arguments.get("threads");
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.configure()
                .set("task-duration", "0s")
                .set("api-key", "secret")
                .set("create-limit", "0")
                .set("query-limit", "0")
                .start();
        Map<String, String> settings = new HashMap<>(Map.of("quarkus.rest-client.kie.url", sandbox.url(),
                "foley.kie.api-key", "secret", "foley.download.allow-http", "true", "forecast.every", "1h",
                "foley.submit.limit", "1000", "foley.status.limit", "1000", "foley.submit.backoff", "0.1S",
                "foley.wait.first-poll", "50MS"));
        // Callers that wait hold the threads of each pool; a refusal makes them wait for a timer besides.
        settings.put("quarkus.thread-pool.max-threads", threads);
        settings.put("quarkus.vertx.worker-pool-size", threads);
        return settings;
    }

    @Override
    public void stop() {
        sandbox.close();
    }
}
