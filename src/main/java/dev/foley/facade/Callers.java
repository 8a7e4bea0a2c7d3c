package dev.foley.facade;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.facade.security.CallerRules;
import dev.foley.facade.security.KnownCallers;
import dev.foley.facade.security.SecurityConfig;
import dev.foley.ledger.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Whose jobs they are. Names never meet: users have no {@code #} in theirs, holders of tokens have one behind their
 * issuer's, and nobody else is called {@code anonymous}.
 */
@ApplicationScoped
class Callers {
    private static final Caller ANONYMOUS = Caller.of("anonymous");

    /** In place of a role: every caller who is known. */
    private static final String ANY = "**";

    private final SecurityIdentity identity;
    private final SecurityConfig config;
    private final CallerRules rules;
    private final KnownCallers known;

    Callers(SecurityIdentity identity, SecurityConfig config, CallerRules rules, KnownCallers known) {
        this.identity = identity;
        this.config = config;
        this.rules = rules;
        this.known = known;
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

    /** The name of the current caller; empty for one without credentials. */
    String knownName() {
        return knownName(identity);
    }

    /** The name of a caller; empty for one without credentials. */
    String knownName(@Nullable SecurityIdentity caller) {
        return caller == null || caller.isAnonymous() ? "" : nameOf(caller.getPrincipal());
    }

    /** When the caller's token expires; empty without one. */
    Optional<Instant> tokenExpiry() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
    }

    /** Completes where the caller may see the account's balance; fails with {@link BalanceHiddenException} elsewhere. */
    Uni<Void> checkBalanceIsShown() {
        String role = config.creditsRole();
        boolean shown = !known.areKnown()
                || !identity.isAnonymous() && (role.equals(ANY) || identity.hasRole(role));
        return shown ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new BalanceHiddenException());
    }

    /** A subject is never given to somebody else, as user names and addresses are, and is one issuer's alone. */
    private static String nameOf(Principal principal) {
        return principal instanceof JsonWebToken token
                ? Objects.requireNonNull(token.getIssuer()) + '#' + Objects.requireNonNull(token.getSubject())
                : principal.getName();
    }
}
