package dev.foley.facade.graphql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import jakarta.json.JsonObject;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.http.RequestBodies;
import dev.foley.facade.security.Route;
import dev.foley.facade.security.Routes;
import graphql.ExecutionResult;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** GraphQL over HTTP, as its specification has it. */
@Singleton
class GraphQlRoute {
    /** Of what observes the same event; what has no priority has one that is less. */
    private static final int LAST = Interceptor.Priority.APPLICATION + 1_000;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int INTERNAL_ERROR = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Routes routes;
    private final RequestBodies bodies;
    private final DocumentExecutor executor;
    private final AnswerWriter answers;

    GraphQlRoute(Routes routes, RequestBodies bodies, DocumentExecutor executor, AnswerWriter answers) {
        this.routes = routes;
        this.bodies = bodies;
        this.executor = executor;
        this.answers = answers;
    }

    /**
     * Before the library's own routes, the first of which makes others' handlers of the response's end ineffective, and behind what
     * else is registered right behind authorisation.
     */
    void register(@Observes @Priority(LAST) Filters filters) {
        filters.register(this::serve, SecurityHandlerPriorities.AUTHORIZATION);
    }

    private void serve(RoutingContext exchange) {
        if (routes.at(exchange).kind() != Route.Kind.GRAPHQL) {
            exchange.next();
        } else if (!exchange.request().method().equals(HttpMethod.POST)) {
            checkMethod(exchange);
        } else if (hasGoodHeaders(exchange)) {
            bodies.read(exchange).subscribe().with(body -> execute(exchange, body), exchange::fail);
        }
    }

    /** Documents in a query would stand in logs, and pages of other origins could send them. */
    private static void checkMethod(RoutingContext exchange) {
        if (exchange.request().method().equals(HttpMethod.OPTIONS)) {
            exchange.next();
            return;
        }
        exchange.response().putHeader(HttpHeaders.ALLOW, "OPTIONS, POST");
        exchange.fail(new ProblemException(Problem.of(ProblemType.METHOD_NOT_ALLOWED,
                "GraphQL is served here. POST a document as Content-Type: application/json, such as "
                        + "{\"query\": \"{ credits }\"}, or open a WebSocket with the subprotocol graphql-transport-ws "
                        + "for subscriptions.")));
    }

    /** A page of another origin cannot send JSON unasked, and so cannot spend in the name of its reader. */
    private static boolean hasGoodHeaders(RoutingContext exchange) {
        if (!ResponseType.isJson(exchange.parsedHeaders().contentType())
                || exchange.request().headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            exchange.fail(UNSUPPORTED_MEDIA_TYPE);
        } else if (ResponseType.of(exchange).isEmpty()) {
            exchange.fail(NOT_ACCEPTABLE);
        } else {
            return true;
        }
        return false;
    }

    private void execute(RoutingContext exchange, byte[] body) {
        executor.execute(() -> read(body), executor.scopeOf(exchange))
                .subscribe()
                .with(result -> answer(exchange, result), fault -> answer(exchange, UnfitDocumentException.of(fault)));
    }

    private static PostedDocument read(byte[] body) throws UnfitDocumentException {
        PostedDocument document = PostedDocument.read(object(body));
        if (document.subscribes()) {
            throw UnfitDocumentException.needsWebSocket();
        }
        return document;
    }

    private static JsonObject object(byte[] body) throws UnfitDocumentException {
        String text = text(body);
        return Optional.ofNullable(
                PostedDocument.object(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text))
                .orElseThrow(() -> UnfitDocumentException.malformed(
                        "The body is not a JSON object, such as {\"query\": \"{ credits }\"}."));
    }

    private static String text(byte[] body) throws UnfitDocumentException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw UnfitDocumentException.malformed("The body is not valid UTF-8.");
        }
    }

    private void answer(RoutingContext exchange, ExecutionResult result) {
        try {
            Buffer answer = answers.encode(result.toSpecification());
            respond(exchange, result.isDataPresent() ? OK : typeOf(exchange).statusOfErrors(), answer);
        } catch (UnfitDocumentException tooLarge) {
            answer(exchange, tooLarge);
        }
    }

    private void answer(RoutingContext exchange, UnfitDocumentException unfit) {
        int status = switch (unfit.code()) {
            // No document at all, which each media type has a 400 for.
            case MALFORMED_BODY -> BAD_REQUEST;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            // As Apollo Server does, whatever the media type; its clients go by the message.
            case PERSISTED_QUERY_NOT_SUPPORTED -> OK;
            default -> typeOf(exchange).statusOfErrors();
        };
        respond(exchange, status, answers.encodeSmall(Map.of("errors", unfit.errors())));
    }

    private static ResponseType typeOf(RoutingContext exchange) {
        return ResponseType.of(exchange).orElse(ResponseType.GRAPHQL_RESPONSE);
    }

    private static void respond(RoutingContext exchange, int status, Buffer answer) {
        HttpServerResponse response = exchange.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, typeOf(exchange).header())
                    .end(answer);
        }
    }
}
