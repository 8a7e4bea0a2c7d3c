package dev.foley.facade.metrics;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.CallWatcher;
import dev.foley.kie.KieCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Requests to kie.ai by what became of them. Those that Quarkus counts by HTTP status would not tell: kie.ai's errors come
 * in HTTP 200.
 */
@ApplicationScoped
class KieMetrics implements CallWatcher {
    private final MeterRegistry registry;

    KieMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Consumer<KieCall> begun(KieCall.Kind kind) {
        return this::ended;
    }

    private void ended(KieCall call) {
        Timer.builder("foley.kie.calls")
                .description("Requests to kie.ai that have ended, each attempt for itself")
                .tag("call", call.kind().word())
                .tag("outcome", call.outcome())
                .serviceLevelObjectives(Buckets.CALLS)
                .register(registry)
                .record(call.took());
    }
}
