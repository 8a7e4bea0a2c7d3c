package dev.foley.facade.rest;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.http.HttpConnections;
import dev.foley.facade.http.RequestBodies;
import dev.foley.facade.security.Challenges;
import dev.foley.facade.security.Refusal;
import dev.foley.facade.security.Route;
import dev.foley.facade.security.Routes;
import dev.foley.facade.security.TooManyLoginsException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers as problems what is refused before any resource is chosen. */
@Singleton
class RouteProblems {
    /** Before the server's own check of the length, which answers without a body, and after what sets headers. */
    private static final int BEFORE_OTHERS = Integer.MIN_VALUE + 1;

    private final Routes routes;
    private final Challenges challenges;

    RouteProblems(Routes routes, Challenges challenges) {
        this.routes = routes;
        this.challenges = challenges;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_OTHERS).handler(this::checkLength).failureHandler(this::fail);
    }

    private void checkLength(RoutingContext exchange) {
        String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        Route route = routes.at(exchange);
        if (length == null || Long.parseLong(length) <= route.bodyLimit()) {
            exchange.next();
        } else {
            HttpConnections.closeAfterAnswer(exchange);
            answer(exchange, RequestBodies.tooLarge(route));
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
        if (problem.get().type() == ProblemType.METHOD_NOT_ALLOWED) {
            exchange.response().putHeader(HttpHeaders.ALLOW, routes.at(exchange).allow());
        }
        // A body that nobody reads would keep the connection from its next request.
        exchange.request().resume();
        answer(exchange, problem.get());
    }

    private static Optional<Problem> problemOf(RoutingContext exchange) {
        if (exchange.failure() instanceof ProblemException refused) {
            return Optional.of(refused.problem());
        }
        if (exchange.failure() instanceof TooManyLoginsException busy) {
            return Optional.of(Problem.of(ProblemType.TOO_MANY_LOGINS,
                    "The password was not checked: try again later. Nothing was done.", busy.retryAfter()));
        }
        return Refusal.of(exchange.failure())
                .map(Problem::of)
                .or(() -> Optional.of(exchange.statusCode()).filter(HttpProblems::covers).map(HttpProblems::of));
    }

    static void answer(RoutingContext exchange, Problem problem) {
        HttpServerResponse answer = exchange.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, JobAnswers.NO_STORE);
        Long retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            answer.putHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        answer.end(ProblemJson.of(problem, exchange.request().path()));
    }
}
