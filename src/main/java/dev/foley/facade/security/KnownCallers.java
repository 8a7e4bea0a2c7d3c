package dev.foley.facade.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether users or an issuer of tokens are configured, so that Foley knows who calls. */
@Singleton
public class KnownCallers {
    private final boolean known;

    @Inject
    KnownCallers(Users users, BearerTokens tokens) {
        this(!users.isEmpty() || tokens.areAccepted());
    }

    public KnownCallers(boolean known) {
        this.known = known;
    }

    public boolean areKnown() {
        return known;
    }
}
