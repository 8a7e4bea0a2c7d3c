package dev.foley.facade.callback;

import java.time.Duration;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Reads the body of a callback, and counts the bytes received rather than trusting the announced length. */
final class CallbackBody {
    /** In bytes. A callback of kie.ai's has some 2 KB: it repeats the request, whose text kie.ai takes up to 450 characters. */
    static final int MOST = 16 << 10;
    /** kie.ai sends a callback at once; a slow sender only keeps a connection open. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private CallbackBody() {}

    /** Fails with a {@link ClientErrorException}: 413 beyond {@link #MOST}, 408 when it takes too long, 400 when it breaks off. */
    static Uni<byte[]> read(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        return Uni.createFrom().emitter(reading -> {
            Buffer body = Buffer.buffer();
            long timer = exchange.vertx().setTimer(LONGEST.toMillis(), late -> {
                discard(exchange);
                reading.fail(new ClientErrorException(Status.REQUEST_TIMEOUT));
            });
            reading.onTermination(() -> exchange.vertx().cancelTimer(timer));
            request.handler(bytes -> {
                if (body.length() + bytes.length() <= MOST) {
                    body.appendBuffer(bytes);
                } else {
                    discard(exchange);
                    reading.fail(new ClientErrorException(Status.REQUEST_ENTITY_TOO_LARGE));
                }
            });
            request.endHandler(end -> {
                exchange.vertx().cancelTimer(timer);
                reading.complete(body.getBytes());
            });
            request.exceptionHandler(broken -> reading.fail(new ClientErrorException(Status.BAD_REQUEST)));
            request.resume();
        });
    }

    /** The rest is not read: the connection closes after the answer, or, where others share it, its bytes are dropped. */
    static void discard(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        request.handler(ignored -> {});
        if (request.version() == HttpVersion.HTTP_2) {
            request.resume();
        } else {
            exchange.response().putHeader("Connection", "close");
            exchange.addEndHandler(answered -> request.connection().close());
        }
    }
}
