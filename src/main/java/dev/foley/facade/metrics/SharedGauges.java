package dev.foley.facade.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.foley.SoundEffects;
import dev.foley.ledger.Backlog;
import dev.foley.ledger.Backlogs;
import dev.foley.ledger.Database;
import dev.foley.ledger.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/**
 * What all replicas share, and each of them reports alike: the maximum over them is the value, their sum is not. A scrape
 * shows what was read at the one before, and NaN until then, for it does not wait.
 */
@ApplicationScoped
class SharedGauges {
    private final MeterRegistry registry;
    private final Cached<Backlog> backlog;
    private final Cached<BigDecimal> creditsLeft;

    SharedGauges(MeterRegistry registry, Backlogs backlogs, SoundEffects soundEffects) {
        this.registry = registry;
        this.backlog = new Cached<>(Duration.ofSeconds(1), Duration.ofMinutes(5), System::nanoTime, backlogs::now);
        this.creditsLeft = new Cached<>(Duration.ofMinutes(5), Duration.ofMinutes(20), System::nanoTime,
                soundEffects::credits);
    }

    void register(@Observes StartupEvent event, Database database) {
        Gauge.builder("foley.credits.left", this, SharedGauges::credits)
                .description("Credits left on the account, read every five minutes")
                .register(registry);
        if (!database.isConfigured()) {
            return;
        }
        for (State state : Backlog.STATES) {
            Gauge.builder("foley.jobs", this, gauges -> gauges.backlog(found -> found.jobs().get(state)))
                    .description("Jobs that have not ended, by state")
                    .tag("state", Words.of(state))
                    .register(registry);
        }
        Gauge.builder("foley.queue.age", this, gauges -> gauges.backlog(found -> found.queueAge().toMillis() / 1000.0))
                .description("How long ago the oldest job of those in the queue was created")
                .baseUnit("seconds")
                .register(registry);
    }

    private double backlog(ToDoubleFunction<Backlog> part) {
        Backlog found = backlog.get();
        return found == null ? Double.NaN : part.applyAsDouble(found);
    }

    private double credits() {
        BigDecimal left = creditsLeft.get();
        return left == null ? Double.NaN : left.doubleValue();
    }
}
