package dev.foley.facade.security;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.identity.SecurityIdentity;

/** Who may call: whether anonymous callers may, and which role the others need. */
@Singleton
public class CallerRules {
    private final SecurityConfig config;

    public CallerRules(SecurityConfig config) {
        this.config = config;
    }

    /** @return empty for a caller that may call */
    public Optional<Refusal> refusalOf(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            return config.anonymous() ? Optional.empty() : Optional.of(Refusal.UNAUTHENTICATED);
        }
        return config.requiredRole().filter(role -> !caller.hasRole(role)).map(role -> Refusal.FORBIDDEN);
    }
}
