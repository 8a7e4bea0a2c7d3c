package dev.foley.facade.security;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every request comes by here. Whatever is not open to everyone demands a caller, also what is not there. */
@Singleton
class Door implements HttpSecurityPolicy {
    private static final Uni<CheckResult> COME_IN = CheckResult.permit();

    /** Callbacks are verified where they arrive; probes and scrapers have no credentials. */
    private static final List<String> OPEN = List.of("/callbacks", "/q/health", "/q/metrics");
    /** What Swagger UI, which is loaded without credentials, is made of and shows. */
    private static final List<String> SWAGGER_UI = List.of("/q/swagger-ui", "/q/openapi");
    /** What GraphQL UI is made of; it asks for the schema with its reader's credentials. */
    private static final List<String> GRAPHQL_UI = List.of("/q/graphql-ui");

    private final SecurityConfig config;
    private final boolean credentialsAreKnown;
    private final List<String> open;

    Door(SecurityConfig config, Users users, BearerTokens tokens,
            @ConfigProperty(name = "foley.ui.enabled") boolean swaggerUi,
            @ConfigProperty(name = "foley.graphql.introspection") boolean graphQlUi) {
        this.config = config;
        this.credentialsAreKnown = !users.isEmpty() || tokens.areAccepted();
        this.open = Stream
                .of(OPEN, swaggerUi ? SWAGGER_UI : List.<String>of(), graphQlUi ? GRAPHQL_UI : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Uni<CheckResult> checkPermission(RoutingContext exchange, Uni<SecurityIdentity> identity,
            AuthorizationRequestContext context) {
        return isOpen(exchange.normalizedPath()) ? COME_IN : identity.chain(caller -> check(exchange, caller));
    }

    /** Whether everyone may ask for that path, without credentials. */
    boolean isOpen(String path) {
        return open.stream().anyMatch(parent -> path.equals(parent) || path.startsWith(parent + '/'));
    }

    private Uni<CheckResult> check(RoutingContext exchange, SecurityIdentity caller) {
        if (!caller.isAnonymous()) {
            return config.requiredRole().map(caller::hasRole).orElse(true) ? COME_IN : CheckResult.deny();
        }
        return config.anonymous() && !hasStrangeCredentials(exchange)
                ? COME_IN
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    /** Of a kind that is not known here, while another is: their sender does not mean to be anonymous. */
    private boolean hasStrangeCredentials(RoutingContext exchange) {
        return credentialsAreKnown && exchange.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
