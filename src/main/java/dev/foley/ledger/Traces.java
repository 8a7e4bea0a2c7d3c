package dev.foley.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Joins all that is done for a job, by whichever replica and after any restart, to the trace of the request that created
 * it. That trace is written down with the job. Where nothing is traced, nothing happens here.
 */
@ApplicationScoped
class Traces {
    private static final String PARENT = "traceparent";
    private static final AttributeKey<String> JOB = AttributeKey.stringKey("foley.job.id");
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    };

    private final Tracer tracer;
    private final Vertx vertx;
    private final boolean off;

    Traces(Tracer tracer, Vertx vertx, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.vertx = vertx;
        this.off = off;
    }

    /** The span at hand, as W3C's traceparent; null for none. */
    @Nullable
    String parent() {
        if (off) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(io.opentelemetry.context.Context.current(), headers, Map::put);
        return headers.get(PARENT);
    }

    /**
     * The step as a span of the job's trace, and as none where the job has no trace. It is made and taken on a context of its
     * own, so that the calls that it makes, and nobody else's, nest beneath it; whoever waits for it hears of its end where
     * they asked.
     */
    Uni<Void> step(String name, LedgerJob job, Supplier<Uni<Void>> step) {
        return off ? Uni.createFrom().deferred(step::get) : Uni.createFrom().emitter(emitter -> {
            Context here = vertx.getOrCreateContext();
            VertxContext.createNewDuplicatedContext(here)
                    .runOnContext(own -> take(span(name, job), step)
                            .subscribe()
                            .with(done -> here.runOnContext(back -> emitter.complete(done)),
                                    fault -> here.runOnContext(back -> emitter.fail(fault))));
        });
    }

    private Span span(String name, LedgerJob job) {
        String parent = job.traceParent();
        return parent == null
                ? Span.getInvalid()
                : tracer.spanBuilder(name)
                        .setParent(W3CTraceContextPropagator.getInstance()
                                .extract(io.opentelemetry.context.Context.root(), Map.of(PARENT, parent), GETTER))
                        .setAttribute(JOB, job.id().toString())
                        .startSpan();
    }

    /** The span stays current for as long as the context is there, which is as long as the step. */
    private static Uni<Void> take(Span span, Supplier<Uni<Void>> step) {
        span.makeCurrent();
        return Uni.createFrom().deferred(step::get).onTermination().invoke((done, fault, cancelled) -> {
            if (fault != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }
}
