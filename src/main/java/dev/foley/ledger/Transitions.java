package dev.foley.ledger;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One line in the log for each change of a job's state. */
@ApplicationScoped
class Transitions {
    private static final Logger LOG = Logger.getLogger("dev.foley.ledger");

    /**
     * @param before as it was claimed
     * @param after  as it is now; empty when somebody else was faster
     * @param fault  what led there; null where nothing failed
     */
    void told(LedgerJob before, Optional<LedgerJob> after, @Nullable Throwable fault) {
        after.ifPresent(job -> {
            if (job.state() != before.state()) {
                LOG.infof("Job %s: %s, was %s%s", job.id(), job.state(), before.state(), because(fault));
            } else if (fault != null) {
                LOG.infof("Job %s: still %s%s", job.id(), job.state(), because(fault));
            }
        });
    }

    private static String because(@Nullable Throwable fault) {
        return fault == null ? "" : ": " + fault.getMessage();
    }
}
