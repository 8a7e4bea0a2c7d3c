package dev.foley.facade.metrics;

import java.util.concurrent.CancellationException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.foley.error.SoundEffectException;
import dev.foley.kie.KieCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Requests to kie.ai by what became of them. Those that Quarkus counts by HTTP status would not tell: kie.ai's errors come
 * in HTTP 200.
 */
@ApplicationScoped
class KieMetrics {
    private final MeterRegistry registry;

    KieMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(@Observes KieCall call) {
        Timer.builder("foley.kie.calls")
                .description("Requests to kie.ai that have ended, each attempt for itself")
                .tag("call", Words.of(call.kind()))
                .tag("outcome", outcome(call.fault()))
                .serviceLevelObjectives(Buckets.CALLS)
                .register(registry)
                .record(call.took());
    }

    /** The client's errors are a closed set; anything else is one word. */
    private static String outcome(@Nullable Throwable fault) {
        if (fault == null) {
            return "success";
        }
        if (fault instanceof SoundEffectException named) {
            return Words.of(named.getClass());
        }
        return fault instanceof CancellationException ? "cancelled" : "other";
    }
}
