package dev.foley;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Runs a test without a database: requests pass through to kie.ai, once each. */
public class WithoutDatabase implements QuarkusTestProfile {
    public static final String SETTING = "quarkus.datasource.active";

    @Override
    public Map<String, String> getConfigOverrides() {
        // Each fault of kie.ai is seen at once, and none opens a breaker for the next. The timeouts are those of a busy machine,
        // whose first calls take long.
        return Map.of(SETTING, "false", "foley.submit.retries", "0", "foley.submit.timeout", "5S",
                "foley.submit.breaker.calls", "1000", "foley.status.retries", "0", "foley.status.timeout", "5S",
                "foley.status.breaker.calls", "1000", "foley.download.retries", "0",
                "quarkus.otel.exporter.otlp.endpoint", KeptSpans.ENDPOINT, "quarkus.otel.bsp.schedule.delay",
                KeptSpans.DELAY);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() { return Set.of(KeptSpans.class); }
}
