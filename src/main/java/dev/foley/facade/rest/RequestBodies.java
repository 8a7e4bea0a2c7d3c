package dev.foley.facade.rest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.security.Routes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads bodies without ever blocking, counts the bytes that arrive, and holds no more of them than the path allows, nor more
 * of all requests together than a share of the heap. (quarkus-rest has one limit for all paths and reads on a blocking thread
 * what exceeds a buffer; Vert.x' own BodyHandler before quarkus-rest breaks HTTP/2.) A client that waits for
 * {@code 100 Continue} is told here, once the head has been accepted.
 */
@ApplicationScoped
class RequestBodies {
    private static final int TOO_LARGE = 413;
    /** Of the heap. A body is held up to four times: in a buffer that grows, as bytes, as text and as requests. */
    private static final int SHARE = 16;
    /** For the whole body. The largest, of 3.2 MB, arrives in time at half a megabit in a second. */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Other bodies are answered, and leave, within a second or two. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Routes routes;
    private final long most = Runtime.getRuntime().maxMemory() / SHARE;
    /** Bytes of the bodies of all requests that have not been answered. */
    private final AtomicLong held = new AtomicLong();

    RequestBodies(Routes routes) {
        this.routes = routes;
    }

    /**
     * The body of a request from which nothing has been read. Fails with a {@link ClientErrorException} of 413 when it is
     * over the path's limit, with a {@link ProblemException} of 503 when all bodies together take too much memory, and with
     * {@link MalformedBodyException} when it breaks off, or does not end within a minute.
     */
    Uni<byte[]> read(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        long maxSize = routes.at(exchange).bodyLimit();
        return Uni.createFrom().emitter(reading -> {
            Buffer body = Buffer.buffer();
            exchange.addEndHandler(ended -> held.addAndGet(-body.length()));
            long timer = exchange.vertx()
                    .setTimer(LONGEST.toMillis(),
                            late -> refuse(exchange, reading,
                                    new MalformedBodyException("It did not end within a minute.")));
            reading.onTermination(() -> exchange.vertx().cancelTimer(timer));
            request.handler(bytes -> {
                if (body.length() + bytes.length() > maxSize) {
                    refuse(exchange, reading, new ClientErrorException(TOO_LARGE));
                } else if (held.get() + bytes.length() > most) {
                    refuse(exchange, reading, new ProblemException(Problem.of(ProblemType.BUSY,
                            "The requests that are being read take all the memory that they may. Nothing was done.",
                            RETRY_AFTER)));
                } else {
                    held.addAndGet(bytes.length());
                    body.appendBuffer(bytes);
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

    /** The rest is not read, so the connection cannot serve another request. */
    private static void refuse(RoutingContext exchange, UniEmitter<?> reading, Throwable why) {
        exchange.request().handler(ignored -> {});
        HttpConnections.closeAfterAnswer(exchange);
        reading.fail(why);
    }
}
