package dev.foley.facade.security;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** Tells browsers that came by https, here or to the proxy in front, to go on so. Over plain http it means nothing. */
@Singleton
class StrictTransport {
    private static final int BEFORE_OTHERS = 1000;

    private final long seconds;

    StrictTransport(SecurityConfig config) {
        this.seconds = config.hsts().toSeconds();
    }

    void register(@Observes Filters filters) {
        if (seconds > 0) {
            filters.register(this::tell, BEFORE_OTHERS);
        }
    }

    private void tell(RoutingContext exchange) {
        if ("https".equals(exchange.request().scheme())) {
            exchange.response().putHeader("Strict-Transport-Security", "max-age=" + seconds);
        }
        exchange.next();
    }
}
