package dev.foley.facade.page;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.foley.facade.security.Route;
import dev.foley.facade.security.Routes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells browsers to ask each time for files of the page, which they may keep: those of one release are no use to another's.
 */
@Singleton
class PageRoutes {
    private static final int BEFORE_OTHERS = Integer.MIN_VALUE + 2;

    private final Routes routes;

    PageRoutes(Routes routes) {
        this.routes = routes;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_OTHERS).handler(this::askAgain);
    }

    private void askAgain(RoutingContext exchange) {
        if (routes.at(exchange).kind() == Route.Kind.PAGE) {
            exchange.addHeadersEndHandler(
                    headers -> exchange.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache"));
        }
        exchange.next();
    }
}
