package dev.foley.facade.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** What becomes of the connection under an exchange. */
public final class HttpConnections {
    /** How long a client may go on sending what nobody wants, in milliseconds; a body of some MB takes less. */
    private static final long LINGER = 2_000;

    private HttpConnections() {}

    /**
     * Spares the rest of a body that nobody wants. What is still under way is read and forgotten for a while, because a connection
     * that is closed before is reset, and its client never sees the answer (RFC 9112, section 9.6). In HTTP/2 one request is no
     * reason to break off the others on its connection.
     */
    public static void closeAfterAnswer(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (request.version() != HttpVersion.HTTP_2) {
            exchange.response().putHeader("Connection", "close");
            exchange.addEndHandler(ended -> linger(exchange));
        }
        if (!request.isEnded()) {
            request.handler(unwanted -> {}).resume();
        }
    }

    private static void linger(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        long late = exchange.vertx().setTimer(LINGER, passed -> connection.close());
        Handler<Object> close = over -> {
            exchange.vertx().cancelTimer(late);
            connection.close();
        };
        request.exceptionHandler(close::handle).endHandler(close::handle);
    }
}
