package dev.foley.facade.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.security.Route;
import dev.foley.facade.security.Route.Access;
import dev.foley.facade.security.Routes;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads bodies without ever blocking, counts the bytes that arrive, and holds no more of them than the path allows, nor more
 * of all requests together than a share of the heap. (quarkus-rest has one limit for all paths and reads on a blocking thread
 * what exceeds a buffer; Vert.x' own BodyHandler has no limit in time or in all, and before quarkus-rest breaks HTTP/2.)
 */
@Singleton
public class RequestBodies {
    /** Other bodies are answered, and leave, within a second or two. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /**
     * What requests of a kind may take together.
     *
     * @param most    bytes of the bodies of those that have not been answered
     * @param longest for each body to arrive
     */
    private record Share(AtomicLong held, long most, Duration longest) {
        static Share of(int partOfHeap, Duration longest) {
            return new Share(new AtomicLong(), Runtime.getRuntime().maxMemory() / partOfHeap, longest);
        }
    }

    private final Routes routes;
    private final Map<Access, Share> shares = Map.of(
            // A body is held up to four times: in a buffer that grows, as bytes, as text and as requests. With a heap of 256 MB, these
            // are the two largest batches, or 128 of the largest requests; 3.2 MB arrive in time at half a megabit in a second.
            Access.CALLERS, Share.of(32, Duration.ofSeconds(60)),
            // Strangers take nothing from callers, and kie.ai sends a callback at once.
            Access.PUBLIC, Share.of(128, Duration.ofSeconds(10)));

    RequestBodies(Routes routes) {
        this.routes = routes;
    }

    /**
     * The body of a request from which nothing has been read; a client that waits for {@code 100 Continue} is told here. Fails
     * with a {@link ProblemException}: 413 when it is over the path's limit, 503 when all bodies together take too much memory,
     * and 400 when it breaks off or takes too long.
     */
    public Uni<byte[]> read(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Route route = routes.at(exchange);
        Share share = shares.get(route.access());
        return Uni.createFrom().emitter(reading -> {
            Buffer body = Buffer.buffer();
            exchange.addEndHandler(ended -> share.held.addAndGet(-body.length()));
            long timer = exchange.vertx()
                    .setTimer(share.longest.toMillis(), late -> refuse(exchange, reading, malformed(String.format(
                            Locale.ROOT, "It did not end within %d seconds.", share.longest.toSeconds()))));
            reading.onTermination(() -> exchange.vertx().cancelTimer(timer));
            request.handler(bytes -> {
                if (body.length() + bytes.length() > route.bodyLimit()) {
                    refuse(exchange, reading, tooLarge(route));
                } else if (share.held.get() + bytes.length() > share.most) {
                    refuse(exchange, reading, Problem.of(ProblemType.BUSY,
                            "The requests that are being read take all the memory that they may. Nothing was done.",
                            RETRY_AFTER));
                } else {
                    share.held.addAndGet(bytes.length());
                    body.appendBuffer(bytes);
                }
            });
            request.endHandler(end -> reading.complete(body.getBytes()));
            request.exceptionHandler(broken -> reading.fail(new ProblemException(malformed("It broke off."))));
            if (request.version() != HttpVersion.HTTP_1_0 && request.headers().contains(HttpHeaders.EXPECT)) {
                exchange.response().writeContinue();
            }
            request.resume();
        });
    }

    /** What is said of a body that has more bytes than the path allows. */
    public static Problem tooLarge(Route route) {
        return Problem.of(ProblemType.BODY_TOO_LARGE,
                String.format(Locale.ROOT, "It has more than %d bytes, which no valid request has.",
                        route.bodyLimit()));
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_BODY, detail);
    }

    /** The rest is not read, so the connection cannot serve another request. */
    private static void refuse(RoutingContext exchange, UniEmitter<?> reading, Problem why) {
        HttpConnections.closeAfterAnswer(exchange);
        reading.fail(new ProblemException(why));
    }
}
