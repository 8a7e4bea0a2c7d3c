package dev.foley;

import java.util.Map;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;

/** For a test's profile: an endpoint for traces is set, and what would be sent there is kept. */
@Alternative
@Singleton
public class KeptSpans {
    public static final Map<String, String> SETTINGS = Map.of("quarkus.otel.exporter.otlp.endpoint",
            "http://127.0.0.1:1", "quarkus.otel.bsp.schedule.delay", "20ms");

    @Produces
    @Singleton
    InMemorySpanExporter spans() {
        return InMemorySpanExporter.create();
    }
}
