package dev.foley.facade.graphql;

import java.net.URI;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Which pages may open a WebSocket: browsers let any, and send the credentials that they remember. */
final class Origins {
    private Origins() {}

    /** Whether a page of another origin asks, and is none that CORS is on for. */
    static boolean isForeign(RoutingContext exchange) {
        String origin = exchange.request().getHeader(HttpHeaders.ORIGIN);
        return origin != null && !exchange.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                && !isOf(String.valueOf(exchange.request().authority()), origin);
    }

    private static boolean isOf(String authority, String origin) {
        try {
            return authority.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
