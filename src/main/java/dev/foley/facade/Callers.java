package dev.foley.facade;

import jakarta.enterprise.context.ApplicationScoped;

/** Whose jobs they are. */
@ApplicationScoped
class Callers {
    private static final String ANONYMOUS = "anonymous";

    /** The caller of the request that is being served. */
    String current() {
        return ANONYMOUS;
    }
}
