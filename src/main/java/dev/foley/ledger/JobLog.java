package dev.foley.ledger;

import java.util.UUID;

import org.jboss.logging.Logger;

/** Lines about one job, which name it. */
final class JobLog {
    private static final Logger LOG = Logger.getLogger("dev.foley.ledger");

    private JobLog() {}

    static void info(LedgerJob job, String words) {
        LOG.infof("Job %s: %s", job.id(), words);
    }

    static void warn(LedgerJob job, String words) {
        LOG.warnf("Job %s: %s", job.id(), words);
    }

    /** Of a job that is not there any more. */
    static void gone(UUID id, String words) {
        LOG.infof("Job %s: %s", id, words);
    }
}
