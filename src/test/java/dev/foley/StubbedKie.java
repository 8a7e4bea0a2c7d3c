package dev.foley;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/** Runs a test with a {@link StubServer} in kie.ai's place; a field of that type is filled in. */
public class StubbedKie implements QuarkusTestProfile {
    /** A ledger would make calls of its own. */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(WithoutDatabase.SETTING, "false", "quarkus.rest-client.logging.scope", "request-response");
    }

    @Override
    public java.util.List<TestResourceEntry> testResources() {
        return java.util.List.of(new TestResourceEntry(Server.class));
    }

    /** Starts and stops the stub. */
    public static class Server implements QuarkusTestResourceLifecycleManager {
        private final StubServer stub = StubServer.start();

        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.rest-client.kie.url", stub.url(), "foley.kie.api-key", "sk-stub",
                    "foley.download.allow-http", "true", "foley.download.backoff", "10MS", "foley.download.max-size",
                    "100K", "foley.wait.first-poll", "0S");
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(stub, new TestInjector.MatchesType(StubServer.class));
        }

        @Override
        public void stop() {
            stub.close();
        }
    }
}
