package dev.foley.facade.page;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Stands in front of the files under META-INF/resources, and decides whether they are there. */
@Singleton
class PageRoutes {
    private static final String FILES = "/(index\\.html|page(/.*)?)?";
    private static final int NOT_FOUND = 404;

    private final PageConfig config;

    PageRoutes(PageConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.routeWithRegex(FILES)
                .order(Integer.MIN_VALUE + 2)
                .handler(config.enabled()
                        ? PageRoutes::askAgain
                        : exchange -> exchange.fail(NOT_FOUND));
    }

    /** Files of one release are no use to another's: browsers may keep them, and ask each time. */
    private static void askAgain(RoutingContext exchange) {
        exchange.addHeadersEndHandler(
                headers -> exchange.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache"));
        exchange.next();
    }
}
