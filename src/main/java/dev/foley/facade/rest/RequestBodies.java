package dev.foley.facade.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;

import dev.foley.facade.security.Routes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads bodies without ever blocking, counts the bytes that arrive, and holds no more of them than the path allows.
 * (quarkus-rest has one limit for all paths and reads on a blocking thread what exceeds a buffer; Vert.x' own BodyHandler
 * before quarkus-rest breaks HTTP/2.) A client that waits for {@code 100 Continue} is told here, once the head has been accepted.
 */
@ApplicationScoped
class RequestBodies {
    private static final int TOO_LARGE = 413;

    private final Routes routes;

    RequestBodies(Routes routes) {
        this.routes = routes;
    }

    /**
     * The body of a request from which nothing has been read; fails with a {@link ClientErrorException} of 413 when it is
     * over the limit, and with {@link MalformedBodyException} when it breaks off.
     */
    Uni<byte[]> read(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        long maxSize = routes.at(exchange).bodyLimit();
        return Uni.createFrom().emitter(reading -> {
            Buffer body = Buffer.buffer();
            request.handler(bytes -> {
                if (body.length() + bytes.length() <= maxSize) {
                    body.appendBuffer(bytes);
                } else {
                    request.handler(ignored -> {});
                    HttpConnections.closeAfterAnswer(exchange);
                    reading.fail(new ClientErrorException(TOO_LARGE));
                }
            });
            request.endHandler(end -> reading.complete(body.getBytes()));
            request.exceptionHandler(broken -> reading.fail(new MalformedBodyException("It broke off.")));
            if (RequestHeads.expectsContinue(request)) {
                exchange.response().writeContinue();
            }
            request.resume();
        });
    }
}
