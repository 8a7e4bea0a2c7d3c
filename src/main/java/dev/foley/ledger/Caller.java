package dev.foley.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name  under which their jobs are kept
 * @param admin whether they see and touch everybody's jobs, and not their own alone
 */
public record Caller(String name, boolean admin) {
    /** One who sees their own jobs alone. */
    public static Caller of(String name) {
        return new Caller(name, false);
    }

    /** For queries: whose jobs they see; null for everybody's. */
    @Nullable
    String scope() {
        return admin ? null : name;
    }

    boolean sees(LedgerJob job) {
        return admin || job.caller().equals(name);
    }
}
