package dev.foley.ledger;

import java.util.Locale;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lines about one job, which name it, and have its id and its caller as fields besides. These are set on the line itself:
 * what is kept with the thread does not follow a step from one thread to another.
 */
final class JobLog {
    private static final Logger LOG = Logger.getLogger("dev.foley.ledger");

    private JobLog() {}

    static void info(LedgerJob job, String words) {
        log(Level.INFO, job, words, null);
    }

    static void warn(LedgerJob job, String words) {
        log(Level.WARN, job, words, null);
    }

    static void error(LedgerJob job, String words, Throwable fault) {
        log(Level.ERROR, job, words, fault);
    }

    private static void log(Level level, LedgerJob job, String words, @Nullable Throwable fault) {
        ExtLogRecord line = new ExtLogRecord(level, String.format(Locale.ROOT, "Job %s: %s", job.id(), words),
                ExtLogRecord.FormatStyle.NO_FORMAT, JobLog.class.getName());
        line.putMdc("jobId", job.id().toString());
        line.putMdc("caller", job.caller());
        line.setThrown(fault);
        LOG.log(line);
    }
}
