package dev.foley;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;

/** Keeps the spans that would be sent to {@link #ENDPOINT}, an alternative for the profile of a test. */
@Alternative
@Singleton
public class KeptSpans {
    /** For quarkus.otel.exporter.otlp.endpoint, which turns traces on. Nothing listens there. */
    public static final String ENDPOINT = "http://127.0.0.1:1";
    /** For quarkus.otel.bsp.schedule.delay: how long a span waits to be kept. */
    public static final String DELAY = "20ms";

    @Produces
    @Singleton
    InMemorySpanExporter spans() {
        return InMemorySpanExporter.create();
    }
}
