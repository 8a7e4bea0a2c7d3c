package dev.foley.facade.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    /** By call and outcome: to look one up in the registry costs more than to record. */
    private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();

    KieMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Consumer<KieCall> begun(KieCall.Kind kind) {
        return this::ended;
    }

    private void ended(KieCall call) {
        timers.computeIfAbsent(List.of(call.kind().word(), call.outcome()), this::timer).record(call.took());
    }

    private Timer timer(List<String> callAndOutcome) {
        return Timer.builder("foley.kie.calls")
                .description("Requests to kie.ai that have ended, each attempt for itself")
                .tag("call", callAndOutcome.get(0))
                .tag("outcome", callAndOutcome.get(1))
                .serviceLevelObjectives(Buckets.CALLS)
                .register(registry);
    }
}
