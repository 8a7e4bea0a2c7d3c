package dev.foley.facade.rest;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers as problems what is refused before any resource is chosen. */
@Singleton
class RouteProblems {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LARGE = 413;
    /** Before the server's own check of the length, which answers without a body, and after what sets headers. */
    private static final int BEFORE_OTHERS = Integer.MIN_VALUE + 1;

    private final BodyLimits limits;

    RouteProblems(BodyLimits limits) {
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_OTHERS).handler(this::checkLength).failureHandler(RouteProblems::fail);
    }

    private void checkLength(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= limits.at(exchange.request().path())) {
            exchange.next();
        } else {
            HttpConnections.closeAfterAnswer(exchange);
            answer(exchange, TOO_LARGE);
        }
    }

    /** What is no client error, or has a challenge to send, is left to the server's own handler. */
    private static void fail(RoutingContext exchange) {
        int status = exchange.statusCode();
        if (HttpProblems.covers(status) && status != UNAUTHORIZED && !exchange.response().headWritten()) {
            answer(exchange, status);
        } else {
            exchange.next();
        }
    }

    private static void answer(RoutingContext exchange, int status) {
        exchange.response()
                .setStatusCode(HttpProblems.of(status).type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .end(ProblemJson.of(HttpProblems.of(status), exchange.request().path()));
    }
}
