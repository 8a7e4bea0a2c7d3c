package dev.foley.facade.metrics;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.foley.facade.FailureReason;
import dev.foley.ledger.Database;
import dev.foley.ledger.Failure;
import dev.foley.ledger.MaintenanceFailure;
import dev.foley.ledger.State;
import dev.foley.ledger.Transition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;

/** What this replica's jobs did. Each change is counted by the replica that made it, so that the sum is the whole. */
@ApplicationScoped
class JobMetrics {
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A counter that begins with its first event hides that event from whoever asks for its increase. */
    void prepare(@Observes StartupEvent event, Database database) {
        if (!database.isConfigured()) {
            return;
        }
        for (State state : State.values()) {
            if (state != State.FAILED) {
                changes(state, NO_REASON);
            }
        }
        for (FailureReason reason : FailureReason.values()) {
            changes(State.FAILED, reason.wireName());
        }
        spent();
    }

    void changed(@Observes Transition transition) {
        Failure failure = transition.job().failure();
        changes(transition.job().state(), failure == null ? NO_REASON : FailureReason.of(failure).wireName())
                .increment();
        State from = transition.from();
        if (from != null) {
            time(from).record(max(transition.spent(), Duration.ZERO));
        }
        if (from == State.GENERATING && transition.job().credits() != null) {
            spent().increment(transition.job().credits().doubleValue());
        }
    }

    void failed(@Observes MaintenanceFailure failure) {
        Counter.builder("foley.ledger.maintenance.failures")
                .description("Rounds of maintenance in which that part failed")
                .tag("part", failure.part())
                .register(registry)
                .increment();
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Counter changes(State to, String reason) {
        return Counter.builder("foley.job.changes")
                .description("Jobs that came into a state, and why where they failed")
                .tag("state", Words.of(to))
                .tag("reason", reason)
                .register(registry);
    }

    private Timer time(State in) {
        return Timer.builder("foley.job.state")
                .description("How long jobs were in a state that they have left")
                .tag("state", Words.of(in))
                .serviceLevelObjectives(Buckets.STATES)
                .register(registry);
    }

    private Counter spent() {
        return Counter.builder("foley.credits.spent")
                .description("Credits that kie.ai charged for jobs")
                .register(registry);
    }
}
