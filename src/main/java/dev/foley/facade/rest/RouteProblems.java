package dev.foley.facade.rest;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers as problems what is refused before any resource is chosen. The server's own check of the body's length
 * answers without a body, and for a body of unannounced length it reads on a blocking thread; so bodies are read here,
 * up to the limit.
 */
@Singleton
class RouteProblems {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LARGE = 413;
    /** Before the server's own check, and after what sets headers for all answers. */
    private static final int BEFORE_OTHERS = Integer.MIN_VALUE + 1;

    private final long maxBodySize;

    RouteProblems(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.maxBodySize = maxBodySize.asLongValue();
    }

    void register(@Observes Router router) {
        router.route()
                .order(BEFORE_OTHERS)
                .handler(BodyHandler.create(false).setBodyLimit(maxBodySize))
                .failureHandler(RouteProblems::fail);
    }

    /** What is no client error, or has a challenge to send, is left to the server's own handler. */
    private static void fail(RoutingContext exchange) {
        int status = exchange.statusCode();
        HttpServerResponse response = exchange.response();
        if (response.ended()) {
            return;
        }
        if (!HttpProblems.covers(status) || status == UNAUTHORIZED || response.headWritten()) {
            exchange.next();
            return;
        }
        if (status == TOO_LARGE) {
            response.putHeader("Connection", "close")
                    .endHandler(sent -> exchange.request().connection().close());
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .end(ProblemJson.of(HttpProblems.of(status), exchange.request().path()));
    }
}
