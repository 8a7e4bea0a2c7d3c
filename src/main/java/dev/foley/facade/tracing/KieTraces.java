package dev.foley.facade.tracing;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.CallWatcher;
import dev.foley.kie.KieCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A span for each request to kie.ai, beneath that of the job's step or of the caller's request that it is made for; none
 * for what nobody asked for, such as a look at the balance. Spans of Quarkus' own would send their headers to kie.ai.
 */
@ApplicationScoped
class KieTraces implements CallWatcher {
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("foley.kie.outcome");

    private final Tracer tracer;
    private final boolean off;

    KieTraces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    @Override
    public Consumer<KieCall> begun(KieCall.Kind kind) {
        if (off || !Span.current().getSpanContext().isValid()) {
            return call -> {};
        }
        Span span = tracer.spanBuilder("kie.ai " + kind.word()).setSpanKind(SpanKind.CLIENT).startSpan();
        return call -> {
            span.setAttribute(OUTCOME, call.outcome());
            if (call.fault() != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        };
    }
}
