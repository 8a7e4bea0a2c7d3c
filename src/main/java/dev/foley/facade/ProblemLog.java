package dev.foley.facade;

import java.util.UUID;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an operator should know of a problem that a caller met. */
public final class ProblemLog {
    private static final int SERVER_ERROR = 500;

    private ProblemLog() {}

    /**
     * Logs what is not the caller's own, and the stack trace of what nobody expected.
     *
     * @param where it occurred
     * @return the id under which an internal error is found in the log; null for any other problem
     */
    public static @Nullable String report(Logger log, ProblemType type, Throwable fault, String where) {
        if (type == ProblemType.INTERNAL_ERROR) {
            String instance = "urn:uuid:" + UUID.randomUUID();
            log.errorf(fault, "%s: an unexpected fault at %s", instance, where);
            return instance;
        }
        if (type == ProblemType.BUSY) {
            // Whoever makes a replica busy would also fill its log.
            log.debugf("%s at %s: %s", type.path(), where, fault.getMessage());
        } else if (type.status() >= SERVER_ERROR && type != ProblemType.NEEDS_DATABASE) {
            log.warnf("%s at %s: %s", type.path(), where, fault.getMessage());
        }
        return null;
    }
}
