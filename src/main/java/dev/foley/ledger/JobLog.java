package dev.foley.ledger;

import java.util.UUID;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Lines about one job, which name it in their text, and with its caller in fields of their own, as JSON logs have them. */
final class JobLog {
    private static final Logger LOG = Logger.getLogger("dev.foley.ledger");
    private static final String JOB = "job";
    private static final String CALLER = "caller";

    private JobLog() {}

    static void info(LedgerJob job, String words) {
        log(Level.INFO, job.id(), job.caller(), words);
    }

    static void warn(LedgerJob job, String words) {
        log(Level.WARN, job.id(), job.caller(), words);
    }

    /** Of a job that is not there any more. */
    static void gone(UUID id, String words) {
        log(Level.INFO, id, null, words);
    }

    /** The fields may be in use, by a request that has led here. */
    private static void log(Level level, UUID id, @Nullable String caller, String words) {
        Object outerJob = MDC.get(JOB);
        Object outerCaller = MDC.get(CALLER);
        set(JOB, id.toString());
        set(CALLER, caller);
        try {
            LOG.logf(level, "Job %s: %s", id, words);
        } finally {
            set(JOB, outerJob);
            set(CALLER, outerCaller);
        }
    }

    private static void set(String field, @Nullable Object value) {
        if (value == null) {
            MDC.remove(field);
        } else {
            MDC.put(field, value);
        }
    }
}
