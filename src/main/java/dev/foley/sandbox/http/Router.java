package dev.foley.sandbox.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** Finds the endpoint of a request once its body has arrived, and has an answer for whatever has none. */
final class Router implements Handler<HttpServerRequest> {

    /** A path and its only method. */
    record Route(String method, String path) {}

    /** 5000 characters of twelve bytes each, as two escapes, and room for the rest. */
    static final int LARGEST_BODY = 256 << 10;

    private static final Logger LOG = Logger.getLogger(Router.class);

    private final Map<Route, Endpoint> endpoints;
    private final Admin admin;
    private final MediaHost media;
    private final Delivery delivery;
    private final boolean httpStatus;
    private final boolean strict;

    /**
     * @param httpStatus whether errors come with their HTTP status
     * @param strict whether the edge refuses clients without a User-Agent
     */
    Router(Map<Route, Endpoint> endpoints, Admin admin, MediaHost media, Delivery delivery, boolean httpStatus,
            boolean strict) {
        this.endpoints = endpoints;
        this.admin = admin;
        this.media = media;
        this.delivery = delivery;
        this.httpStatus = httpStatus;
        this.strict = strict;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Optional.ofNullable(request.path()).orElse("");
        if (path.startsWith(MediaLinks.FOLDER) && ("GET".equals(request.method().name())
                || "HEAD".equals(request.method().name()))) {
            guarded(request, ignored -> media.handle(request));
            return;
        }
        readBody(request, body -> guarded(request, ignored -> {
            Call call = new Call(request.method().name(), path, request.params(), request.headers(), body);
            boolean isAdmin = path.equals(Admin.FOLDER) || path.startsWith(Admin.FOLDER + "/");
            if (isAdmin) {
                delivery.answer(request, admin.answer(call));
            } else {
                delivery.send(request, body, answer(call));
            }
        }));
    }

    private Answer answer(Call call) {
        if (strict && !call.headers().contains("User-Agent")) {
            return Answer.of(Reply.edge());
        }
        try {
            return endpoint(call).answer(call);
        } catch (Refused e) {
            return Answer.of(Reply.refusal(e.code(), e.text(), httpStatus));
        }
    }

    private Endpoint endpoint(Call call) {
        Endpoint endpoint = endpoints.get(new Route(call.method(), call.path()));
        if (endpoint != null) {
            return endpoint;
        }
        boolean known = call.path().startsWith(MediaLinks.FOLDER)
                || endpoints.keySet().stream().anyMatch(route -> route.path().equals(call.path()));
        return other -> Answer.of(Reply.refusal(known ? Refusals.NO_SUCH_METHOD : Refusals.NOT_FOUND, true));
    }

    private void readBody(HttpServerRequest request, Consumer<byte[]> whenRead) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(failure -> LOG.debugf(failure, "%s %s broke off", request.method(), request.path()));
        request.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST_BODY) {
                request.handler(null).endHandler(null);
                refuseBody(request);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whenRead.accept(body.getBytes()));
    }

    /** Answers while the client may still be sending, and hangs up: reading the rest would serve nobody. */
    private void refuseBody(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        delivery.send(request, Answer.of(Reply.refusal(Refusals.TOO_LARGE, true)));
    }

    private void guarded(HttpServerRequest request, Consumer<HttpServerRequest> work) {
        try {
            work.accept(request);
        } catch (IllegalArgumentException e) {
            delivery.send(request, Answer.of(Reply.refusal(Refusals.BAD_REQUEST, httpStatus)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The sandbox could not answer %s %s", request.method(), request.path());
            delivery.send(request, Answer.of(Reply.refusal(Refusals.SERVER, httpStatus)));
        }
    }
}
