package dev.foley.facade.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.foley.ledger.Replica;
import dev.foley.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The packaged application in production mode, without a database, started by settings as operators give them. */
abstract class ProductionFixture {
    private final List<Replica> replicas = new ArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void open() {
        sandbox = Sandbox.configure().set("task-duration", "0s").start();
    }

    @AfterEach
    void close() {
        replicas.forEach(Replica::close);
        sandbox.close();
    }

    Replica replica(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("quarkus.rest-client.kie.url", sandbox.url(),
                "foley.kie.api-key", "sandbox", "foley.download.allow-http", "true", "foley.security.anonymous",
                "false"));
        all.putAll(settings);
        Replica replica = new Replica(all);
        replicas.add(replica);
        return replica;
    }
}
