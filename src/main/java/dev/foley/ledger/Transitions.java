package dev.foley.ledger;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import org.jspecify.annotations.Nullable;

/** One line in the log for each change of a job's state, and one event for whoever counts them. */
@ApplicationScoped
class Transitions {
    private final Event<Transition> watchers;

    Transitions(Event<Transition> watchers) {
        this.watchers = watchers;
    }

    /**
     * @param before as it was claimed
     * @param after  as it is now; empty when somebody else was faster
     * @param fault  what led there; null where nothing failed
     */
    void told(LedgerJob before, Optional<LedgerJob> after, @Nullable Throwable fault) {
        after.ifPresent(job -> {
            if (job.state() != before.state()) {
                JobLog.info(job,
                        String.format(Locale.ROOT, "%s, was %s%s", job.state(), before.state(), because(fault)));
                tell(Transition.of(before, job));
            } else if (fault != null) {
                JobLog.info(job, String.format(Locale.ROOT, "still %s%s", job.state(), because(fault)));
            }
        });
    }

    /** It is new. */
    void created(LedgerJob job) {
        JobLog.info(job, job.state().toString());
        tell(new Transition(null, job, Duration.ZERO));
    }

    /** Its time was up. */
    void ended(Transition transition, String why) {
        JobLog.warn(transition.job(),
                String.format(Locale.ROOT, "%s, was %s: %s", transition.job().state(), transition.from(), why));
        tell(transition);
    }

    /** Whoever watches must not undo what has happened. */
    private void tell(Transition transition) {
        try {
            watchers.fire(transition);
        } catch (RuntimeException e) {
            JobLog.error(transition.job(), "its change could not be told to those who watch", e);
        }
    }

    private static String because(@Nullable Throwable fault) {
        return fault == null ? "" : ": " + fault.getMessage();
    }
}
