package dev.foley.facade.callback;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Counts callbacks. Strangers send some, too: they are counted, and not logged. */
@ApplicationScoped
class CallbackMetrics {
    /** What a callback was worth. */
    enum Outcome {
        /** It names the task of a job that waits for it. */
        USEFUL,
        /** There is no such job, or it does not wait for that task. */
        USELESS,
        /** It is unsigned, wrongly signed, malformed, too large, or sent where callbacks are off. */
        REFUSED
    }

    private final MeterRegistry registry;

    CallbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the counters at 0: Prometheus' increase() misses the first event of a counter that begins with it. */
    void prepare(@Observes StartupEvent event) {
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    void count(Outcome outcome) {
        counter(outcome).increment();
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("foley.callbacks")
                .description("Callbacks received, by what they were worth")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
