package dev.foley.facade;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.ledger.Caller;

/** Whose jobs they are. */
@ApplicationScoped
class Callers {
    private static final Caller ANONYMOUS = Caller.of("anonymous");

    /** The caller of the request that is being served. */
    Caller current() {
        return ANONYMOUS;
    }
}
