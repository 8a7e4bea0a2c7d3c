package dev.foley.ledger;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.foley.KeptSpans;
import io.quarkus.test.junit.QuarkusTestProfile;

/** Callbacks on, short waits, and what a test may look into: a log file and the spans of traces. */
public class LedgerProfile implements QuarkusTestProfile {
    /** One for each JVM of tests, for it is rotated at a start. */
    static final Path LOG = Path.of("target", "ledger-log-" + Replica.FORK + ".json");
    /** Known before the start, for the callback URL has it. */
    static final int PORT = Integer.getInteger("foley.test.port", 18_473);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(Map.entry("quarkus.http.test-port", Integer.toString(PORT)),
                Map.entry("foley.callback.base-url", "http://127.0.0.1:" + PORT),
                Map.entry("foley.callback.hmac-key", "a key for tests"),
                Map.entry("foley.sandbox.webhook-key", "a key for tests"),
                Map.entry("foley.sandbox.create-limit", "0"),
                Map.entry("foley.sandbox.query-limit", "0"),
                Map.entry("foley.submit.limit", "50"),
                Map.entry("foley.submit.window", "0.2S"),
                // Of a busy machine, whose first calls take long
                Map.entry("foley.submit.timeout", "4S"),
                Map.entry("foley.status.timeout", "4S"),
                Map.entry("foley.submit.backoff", "0.05S"),
                Map.entry("foley.submit.max-backoff", "0.2S"),
                Map.entry("foley.status.backoff", "0.05S"),
                Map.entry("foley.status.max-backoff", "0.2S"),
                Map.entry("foley.status.window", "0.1S"),
                Map.entry("foley.ledger.lease", "5S"),
                Map.entry("foley.ledger.tick", "0.2S"),
                Map.entry("foley.ledger.backoff", "0.05S"),
                Map.entry("foley.ledger.first-poll", "0.1S"),
                Map.entry("foley.download.retries", "0"),
                Map.entry("foley.facade.heartbeat", "0.1S"),
                Map.entry("foley.limits.web-sockets", "32"),
                // For tests of the log: the console is the tests' own.
                Map.entry("quarkus.log.file.enabled", "true"),
                Map.entry("quarkus.log.file.path", LOG.toString()),
                Map.entry("quarkus.log.file.rotation.rotate-on-boot", "true"),
                Map.entry("quarkus.otel.exporter.otlp.endpoint", KeptSpans.ENDPOINT),
                Map.entry("quarkus.otel.bsp.schedule.delay", KeptSpans.DELAY));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() { return Set.of(KeptSpans.class); }
}
