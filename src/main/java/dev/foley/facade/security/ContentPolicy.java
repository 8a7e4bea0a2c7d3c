package dev.foley.facade.security;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Tells browsers by {@code Content-Security-Policy} what a page from here may load, run and call. */
@Singleton
class ContentPolicy {
    private static final String HEADER = "Content-Security-Policy";
    /** What is here, and nothing else. */
    private static final String OWN = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Pages of Quarkus' extensions script inline. */
    private static final String USER_INTERFACE = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    private final Routes routes;

    ContentPolicy(Routes routes) {
        this.routes = routes;
    }

    /** First of all, for refusals have it, too. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::tell);
    }

    private void tell(RoutingContext exchange) {
        switch (routes.at(exchange).kind()) {
            case USER_INTERFACE -> exchange.response().putHeader(HEADER, USER_INTERFACE);
            // Its pages are Quarkus' own, and change with it.
            case DEV_UI -> {
            }
            default -> exchange.response().putHeader(HEADER, OWN);
        }
        exchange.next();
    }
}
