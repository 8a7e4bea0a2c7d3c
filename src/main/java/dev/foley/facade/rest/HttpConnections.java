package dev.foley.facade.rest;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** What becomes of the connection under an exchange. */
final class HttpConnections {
    private HttpConnections() {}

    /**
     * Spares the rest of a body that nobody wants. In HTTP/2 one request is no reason to break off the others on its
     * connection.
     */
    static void closeAfterAnswer(RoutingContext exchange) {
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            exchange.response().putHeader("Connection", "close");
            exchange.addEndHandler(ended -> exchange.request().connection().close());
        }
    }
}
