package dev.foley.kie;

import io.smallrye.mutiny.Uni;

/** Decides whether a request that stands ready, on an open connection and but for its last byte, leaves. */
public interface Departure {
    /** Asked for once; nothing is sent when it fails, and its failure is then the call's. */
    Uni<Void> permission();

    /**
     * The request leaves: called on the connection's event loop, as the last thing before the last byte is written, so it
     * must not take long. Nothing is sent when it throws.
     */
    void leaving();
}
