package dev.foley.facade.security;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers what is not in the table of routes: 404 for a path, 405 for a method. Callers that may not ask are refused before.
 * GraphQL answers other methods itself, for it opens WebSockets by GET, and says what to do.
 */
@Singleton
class RouteFilter {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final Routes routes;

    RouteFilter(Routes routes) {
        this.routes = routes;
    }

    /** Right behind authorization, which comes first among equals, and before each route. */
    void register(@Observes Filters filters) {
        filters.register(this::check, SecurityHandlerPriorities.AUTHORIZATION);
    }

    private void check(RoutingContext exchange) {
        Route route = routes.at(exchange);
        if (route.kind() == Route.Kind.UNKNOWN) {
            exchange.fail(NOT_FOUND);
        } else if (!route.methods().contains(exchange.request().method()) && route.kind() != Route.Kind.GRAPHQL) {
            exchange.fail(METHOD_NOT_ALLOWED);
        } else {
            exchange.next();
        }
    }
}
