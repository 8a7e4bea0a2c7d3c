package dev.foley.facade.security;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** HTTP access policy. Every path requires a caller, unknown paths included, except those that {@link Routes} calls public. */
@Singleton
class AccessPolicy implements HttpSecurityPolicy {
    private final Routes routes;
    private final CallerRules rules;
    private final KnownCallers known;

    AccessPolicy(Routes routes, CallerRules rules, KnownCallers known) {
        this.routes = routes;
        this.rules = rules;
        this.known = known;
    }

    @Override
    public Uni<CheckResult> checkPermission(RoutingContext exchange, Uni<SecurityIdentity> identity,
            AuthorizationRequestContext context) {
        return routes.at(exchange).isPublic(exchange.request().method())
                ? CheckResult.permit()
                : identity.chain(caller -> check(exchange, caller));
    }

    private Uni<CheckResult> check(RoutingContext exchange, SecurityIdentity caller) {
        Optional<Refusal> refusal = caller.isAnonymous() && hasUnknownCredentials(exchange)
                ? Optional.of(Refusal.UNAUTHENTICATED)
                : rules.refusalOf(caller);
        return refusal.map(AccessPolicy::refused).orElseGet(CheckResult::permit);
    }

    private static Uni<CheckResult> refused(Refusal refusal) {
        return refusal == Refusal.FORBIDDEN
                ? CheckResult.deny()
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    /** Of a kind that is not known here, while another is: their sender does not mean to be anonymous. */
    private boolean hasUnknownCredentials(RoutingContext exchange) {
        return known.areKnown() && exchange.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
