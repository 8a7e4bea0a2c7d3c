package dev.foley.facade.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.facade.LongRequests;
import dev.foley.facade.ProblemException;
import dev.foley.facade.security.Route;
import dev.foley.facade.security.Route.Access;
import dev.foley.facade.security.Routes;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Holds callers to the number of requests that they may have open, before anything of a body is read. Connections alone are no
 * bound: in HTTP/2 each carries many requests.
 */
@Singleton
class RequestLimits {
    private final Routes routes;
    private final LongRequests requests;

    RequestLimits(Routes routes, LongRequests requests) {
        this.routes = routes;
        this.requests = requests;
    }

    /** Right behind authorization, and before all else that is there. */
    void register(@Observes @Priority(1) Filters filters) {
        filters.register(this::count, SecurityHandlerPriorities.AUTHORIZATION);
    }

    private void count(RoutingContext exchange) {
        Route route = routes.at(exchange);
        boolean webSocket = routes.opensWebSockets(exchange) && exchange.request().method().equals(HttpMethod.GET);
        if (route.access() == Access.CALLERS && !webSocket) {
            try {
                Runnable end = requests
                        .begin(exchange.user() instanceof QuarkusHttpUser known ? known.getSecurityIdentity() : null);
                exchange.addEndHandler(answered -> end.run());
            } catch (ProblemException refused) {
                exchange.fail(refused);
                return;
            }
        }
        exchange.next();
    }
}
