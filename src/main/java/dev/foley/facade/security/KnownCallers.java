package dev.foley.facade.security;

import jakarta.inject.Singleton;

/** Whether users or an issuer of tokens are configured, so that Foley knows who calls. */
@Singleton
public class KnownCallers {
    private final boolean known;

    KnownCallers(Users users, BearerTokens tokens) {
        this.known = !users.isEmpty() || tokens.areAccepted();
    }

    public boolean areKnown() {
        return known;
    }
}
