package dev.foley.facade.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;
import dev.foley.facade.http.HttpConnections;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests by their head alone, before anything of the body is read: expectations and content codings that are not
 * supported, and changes that a page of another site asks for.
 */
@Singleton
class RequestHeads {
    /** After {@link RouteProblems}, which refuses by length. */
    private static final int ORDER = Integer.MIN_VALUE + 2;
    private static final String CONTINUE = "100-continue";
    private static final String IDENTITY = "identity";
    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
            HttpMethod.TRACE);

    private final boolean cors;

    RequestHeads(@ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors) {
        this.cors = cors;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        Optional<Problem> refusal = refusal(exchange.request());
        if (refusal.isEmpty()) {
            exchange.next();
            return;
        }
        if (refusal.get().type() == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            exchange.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        if (mayHaveBody(exchange.request())) {
            HttpConnections.closeAfterAnswer(exchange);
        }
        RouteProblems.answer(exchange, refusal.get());
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        if (isFromAnotherSite(request)) {
            return Optional.of(Problem.of(ProblemType.CROSS_SITE_REQUEST, String.format(Locale.ROOT,
                    "Its %s is %s: a browser sent it for a page of another origin. Nothing was done. Foley's operator can allow "
                            + "origins by quarkus.http.cors.",
                    SEC_FETCH_SITE, request.getHeader(SEC_FETCH_SITE))));
        }
        if (request.version() != HttpVersion.HTTP_1_0
                && !values(request, HttpHeaders.EXPECT).allMatch(CONTINUE::equals)) {
            return Optional.of(HttpProblems.of(417));
        }
        List<String> codings = values(request, HttpHeaders.CONTENT_ENCODING).filter(coding -> !coding.equals(IDENTITY))
                .toList();
        return codings.isEmpty() || !mayHaveBody(request)
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        String.format(Locale.ROOT, "Its Content-Encoding is %s: send the body uncompressed.",
                                Quote.of(String.join(", ", codings)))));
    }

    /**
     * By Fetch Metadata, which pages cannot set: a form or a script of another site can make a browser send a POST with the
     * credentials that it remembers. Where CORS is on, Quarkus compares the Origin with those that are allowed.
     */
    private boolean isFromAnotherSite(HttpServerRequest request) {
        boolean another = values(request, SEC_FETCH_SITE).anyMatch(OTHER_SITES::contains);
        boolean compared = cors && request.headers().contains(HttpHeaders.ORIGIN);
        return another && !compared && !SAFE.contains(request.method());
    }

    /** In HTTP/2 a body need not be announced. */
    private static boolean mayHaveBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.equals("0");
    }

    /** The members of a header that is a list, in lower case. */
    private static Stream<String> values(HttpServerRequest request, CharSequence header) {
        return request.headers()
                .getAll(header)
                .stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty());
    }
}
