package dev.foley.facade.graphql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemException;
import dev.foley.facade.ProblemType;
import dev.foley.facade.http.RequestBodies;
import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** GraphQL over HTTP, as its specification has it. */
@Singleton
class GraphQlRoute {
    /** The order of routes that come behind authentication and authorisation, and before the library's. */
    private static final int BEFORE_THE_LIBRARY = -50;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int INTERNAL_ERROR = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final RequestBodies bodies;
    private final DocumentExecutor executor;
    private final AnswerWriter answers;

    GraphQlRoute(RequestBodies bodies, DocumentExecutor executor, AnswerWriter answers) {
        this.bodies = bodies;
        this.executor = executor;
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.POST, Endpoint.PATH)
                .order(BEFORE_THE_LIBRARY)
                .handler(GraphQlRoute::checkHeaders)
                .handler(exchange -> bodies.read(exchange)
                        .subscribe()
                        .with(body -> execute(exchange, body), exchange::fail));
        router.route(Endpoint.PATH).order(BEFORE_THE_LIBRARY).handler(GraphQlRoute::checkMethod);
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
    private static void checkHeaders(RoutingContext exchange) {
        if (!ResponseType.isJson(exchange.parsedHeaders().contentType())
                || exchange.request().headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            exchange.fail(UNSUPPORTED_MEDIA_TYPE);
        } else if (ResponseType.of(exchange).isEmpty()) {
            exchange.fail(NOT_ACCEPTABLE);
        } else {
            exchange.next();
        }
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
