package dev.foley.facade.graphql;

import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through to the library that it can take: what is none it answers with a 500, without a code, or without
 * the place of the mistake.
 */
@Singleton
class RequestGate {
    /** Twice the longest valid request, as for REST. */
    private static final long MAX_BODY = 64 << 10;
    /** The order of routes that come behind authentication and authorisation. */
    private static final int BEFORE_THE_LIBRARY = -50;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final String JSON = "application/json";

    private final boolean introspection;

    RequestGate(GraphQlConfig config) {
        this.introspection = config.introspection();
    }

    void register(@Observes Router router) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MAX_BODY);
        router.route(HttpMethod.POST, Endpoint.PATH)
                .order(BEFORE_THE_LIBRARY)
                .handler(this::checkHeaders)
                .handler(exchange -> {
                    exchange.request().resume();
                    bodies.handle(exchange);
                    // To that handler, a body that breaks off is the server's fault.
                    exchange.request().exceptionHandler(broken -> refuse(exchange, broken));
                })
                .handler(this::checkBody);
        if (!introspection) {
            router.route(Endpoint.PATH + "/schema.graphql")
                    .order(BEFORE_THE_LIBRARY)
                    .handler(exchange -> exchange.fail(NOT_FOUND));
        }
    }

    /** A page of another origin cannot send JSON unasked, and so cannot spend in the name of whoever looks at it. */
    private void checkHeaders(RoutingContext exchange) {
        String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String accept = exchange.request().getHeader(HttpHeaders.ACCEPT);
        if (type == null || !mediaType(type).equals(JSON) || isForeignCharset(type)) {
            exchange.fail(UNSUPPORTED_MEDIA_TYPE);
        } else if (accept != null && isForeignCharset(accept)) {
            exchange.fail(NOT_ACCEPTABLE);
        } else {
            exchange.next();
        }
    }

    /** Told of more than once, where the connection breaks because the body did. */
    private static void refuse(RoutingContext exchange, Throwable broken) {
        if (!exchange.failed()) {
            exchange.fail(BAD_REQUEST, broken);
        }
    }

    private void checkBody(RoutingContext exchange) {
        try {
            if (PostedDocument.read(object(exchange.body().buffer())).subscribes()) {
                throw UnfitDocumentException.needsWebSocket();
            }
            // The library goes on with what another request has left on the thread.
            SmallRyeContextManager.clearCurrentSmallRyeContext();
            exchange.next();
        } catch (UnfitDocumentException unfit) {
            exchange.response()
                    .setStatusCode(BAD_REQUEST)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/graphql-response+json; charset=UTF-8")
                    .end(new JsonObject().put("errors", new JsonArray().add(unfit.json())).toBuffer());
        }
    }

    private static JsonObject object(@Nullable Buffer body) throws UnfitDocumentException {
        try {
            if (body != null && body.length() > 0) {
                return new JsonObject(body);
            }
        } catch (DecodeException | ClassCastException noObject) {
            // Told below.
        }
        throw UnfitDocumentException.malformed("The body is not a JSON object, such as {\"query\": \"{ credits }\"}.");
    }

    private static String mediaType(String header) {
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isForeignCharset(String header) {
        String bare = header.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
        return bare.replace("charset=utf-8", "").contains("charset=");
    }
}
