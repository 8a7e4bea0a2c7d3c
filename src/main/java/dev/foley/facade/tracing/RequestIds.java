package dev.foley.facade.tracing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/**
 * Gives each request an id, in the answer's header {@code X-Request-Id} and in the log as {@code mdc.requestId}: the caller's
 * own {@code X-Request-Id}, else the trace of its {@code traceparent}, else a new one.
 */
@Singleton
class RequestIds {
    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "requestId";

    /** Before everything else, so that refusals have an id as well. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** What proxies and clients generate, and nothing that could forge a line of a log. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    /** W3C Trace Context; a trace id of zeros is invalid. */
    private static final Pattern TRACEPARENT = Pattern
            .compile("[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");
    private static final HexFormat HEX = HexFormat.of();

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::identify);
    }

    private void identify(RoutingContext exchange) {
        String id = idOf(exchange.request());
        MDC.put(MDC_KEY, id);
        exchange.response().putHeader(HEADER, id);
        exchange.next();
    }

    private static String idOf(HttpServerRequest request) {
        String own = request.getHeader(HEADER);
        if (own != null && ID.matcher(own).matches()) {
            return own;
        }
        String parent = request.getHeader("traceparent");
        Matcher trace = TRACEPARENT.matcher(parent == null ? "" : parent);
        return trace.matches() ? trace.group(1) : created();
    }

    /** 128 bits. It need not be secret. */
    private static String created() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
