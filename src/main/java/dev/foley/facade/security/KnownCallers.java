package dev.foley.facade.security;

import jakarta.inject.Singleton;

/** Whether callers are told apart: where users, or an issuer of tokens, are configured. */
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
