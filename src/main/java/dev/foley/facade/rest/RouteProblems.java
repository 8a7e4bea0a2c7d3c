package dev.foley.facade.rest;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.security.Challenges;
import dev.foley.facade.security.Refusal;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers as problems what is refused before any resource is chosen. */
@Singleton
class RouteProblems {
    private static final int TOO_LARGE = 413;
    /** Before the server's own check of the length, which answers without a body, and after what sets headers. */
    private static final int BEFORE_OTHERS = Integer.MIN_VALUE + 1;

    private final BodyLimits limits;
    private final Challenges challenges;

    RouteProblems(BodyLimits limits, Challenges challenges) {
        this.limits = limits;
        this.challenges = challenges;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_OTHERS).handler(this::checkLength).failureHandler(this::fail);
    }

    private void checkLength(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= limits.at(exchange.request().path())) {
            exchange.next();
        } else {
            HttpConnections.closeAfterAnswer(exchange);
            answer(exchange, HttpProblems.of(TOO_LARGE));
        }
    }

    /** What is no client error is left to the server's own handler. */
    private void fail(RoutingContext exchange) {
        Optional<Problem> problem = problemOf(exchange);
        if (problem.isEmpty() || exchange.response().headWritten()) {
            exchange.next();
            return;
        }
        if (problem.get().type() == ProblemType.UNAUTHENTICATED) {
            exchange.response()
                    .putHeader(HttpHeaders.WWW_AUTHENTICATE,
                            challenges.of(exchange.request().getHeader(HttpHeaders.AUTHORIZATION)));
        }
        // A body that nobody reads would keep the connection from its next request.
        exchange.request().resume();
        answer(exchange, problem.get());
    }

    private static Optional<Problem> problemOf(RoutingContext exchange) {
        if (exchange.failure() instanceof ProblemException refused) {
            return Optional.of(refused.problem());
        }
        return Refusal.of(exchange.failure())
                .map(HttpProblems::of)
                .or(() -> Optional.of(exchange.statusCode()).filter(HttpProblems::covers).map(HttpProblems::of));
    }

    private static void answer(RoutingContext exchange, Problem problem) {
        HttpServerResponse answer = exchange.response()
                .setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        Long retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            answer.putHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        answer.end(ProblemJson.of(problem, exchange.request().path()));
    }
}
