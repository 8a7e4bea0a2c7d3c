package dev.foley.facade;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.facade.security.CallerRules;
import dev.foley.facade.security.SecurityConfig;
import dev.foley.ledger.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whose jobs they are. Names never meet: users have no {@code #} in theirs, holders of tokens have one behind their
 * issuer's, and nobody else is called {@code anonymous}.
 */
@ApplicationScoped
class Callers {
    private static final Caller ANONYMOUS = Caller.of("anonymous");

    private final SecurityIdentity identity;
    private final SecurityConfig config;
    private final CallerRules rules;

    Callers(SecurityIdentity identity, SecurityConfig config, CallerRules rules) {
        this.identity = identity;
        this.config = config;
        this.rules = rules;
    }

    /** The caller of the request that is being served. */
    Caller current() {
        return identity.isAnonymous()
                ? ANONYMOUS
                : new Caller(nameOf(identity.getPrincipal()), identity.hasRole(config.adminRole()));
    }

    /** Fails with {@link ProblemException} where the caller of the request that is being served may not call. */
    void check() {
        rules.refusalOf(identity).ifPresent(refusal -> {
            throw new ProblemException(Problem.of(refusal));
        });
    }

    /** Whether the caller has credentials. */
    boolean isKnown() { return !identity.isAnonymous(); }

    /** When the caller's token expires; empty without one. */
    Optional<Instant> tokenExpiry() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
    }

    /** A subject is never given to somebody else, as user names and addresses are, and is one issuer's alone. */
    private static String nameOf(Principal principal) {
        return principal instanceof JsonWebToken token
                ? Objects.requireNonNull(token.getIssuer()) + '#' + Objects.requireNonNull(token.getSubject())
                : principal.getName();
    }
}
