package dev.foley.facade.graphql;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.facade.FacadeConfig;
import dev.foley.facade.LongRequests;
import dev.foley.facade.LongRequests.End;
import dev.foley.facade.LongRequests.Kind;
import dev.foley.facade.security.Routes;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

/** Opens WebSockets in the library's place, which keeps without end what a client does not read. */
@Singleton
class SocketGate {
    private static final String PROTOCOL = "graphql-transport-ws";
    private static final short WRONG_PROTOCOL = 4406;
    /** After which clients connect again by themselves, to another replica or to this one once it is back. */
    private static final short RESTARTS = 1012;
    private static final short TRY_AGAIN_LATER = 1013;
    private static final short UNAUTHORIZED = 4401;
    /** How long a client may say nothing before it begins, in milliseconds. */
    private static final long BEGIN = 10_000;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final DocumentExecutor executor;
    private final AnswerWriter answers;
    private final LongRequests requests;
    private final GraphQlConfig config;
    private final FacadeConfig facade;
    private final Routes routes;

    SocketGate(DocumentExecutor executor, AnswerWriter answers, LongRequests requests, GraphQlConfig config,
            FacadeConfig facade, Routes routes) {
        this.executor = executor;
        this.answers = answers;
        this.requests = requests;
        this.config = config;
        this.facade = facade;
        this.routes = routes;
    }

    /** The library's route comes right behind authorisation; a handler that is registered here comes between the two. */
    void register(@Observes Filters filters) {
        filters.register(this::open, SecurityHandlerPriorities.AUTHORIZATION);
    }

    private void open(RoutingContext exchange) {
        if (!isUpgrade(exchange)) {
            exchange.next();
        } else if (Origins.isForeign(exchange)) {
            exchange.response().setStatusCode(FORBIDDEN).end();
        } else {
            exchange.request()
                    .toWebSocket()
                    .onSuccess(socket -> serve(socket, exchange))
                    .onFailure(noHandshake -> refuse(exchange));
        }
    }

    private boolean isUpgrade(RoutingContext exchange) {
        return routes.opensWebSockets(exchange)
                && exchange.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    /** Vert.x answers most of what is no handshake, but nothing that came by HTTP/2. */
    private static void refuse(RoutingContext exchange) {
        if (!exchange.response().ended() && !exchange.response().closed()) {
            exchange.fail(BAD_REQUEST);
        }
    }

    private void serve(ServerWebSocket socket, RoutingContext exchange) {
        UpgradedRequest.done(exchange.request());
        // Of a connection that breaks the close handler is told, too.
        socket.exceptionHandler(broken -> {});
        SocketWire wire = new SocketWire(socket, exchange);
        if (!PROTOCOL.equals(socket.subProtocol())) {
            wire.close(WRONG_PROTOCOL, "Subprotocol not acceptable");
            return;
        }
        CallerScope scope = executor.scopeOf(exchange);
        SocketConversation conversation = new SocketConversation(wire,
                message -> executor.execute(() -> PostedDocument.read(message.payload()), scope), answers,
                config.maxOperations());
        // A status of HTTP instead would be hidden from scripts in browsers, which see the status and reason of a close.
        scope.run(() -> requests
                .hold(Kind.WEB_SOCKET, end -> converse(conversation, socket, exchange.vertx(), end))
                .subscribe()
                .with(closed -> {}, refused -> wire.close(TRY_AGAIN_LATER, refused.getMessage())));
    }

    /** Completes once the WebSocket is closed. */
    private Uni<Void> converse(SocketConversation conversation, ServerWebSocket socket, Vertx vertx, Uni<End> end) {
        return Uni.createFrom().emitter(closed -> {
            socket.textMessageHandler(conversation::onMessage);
            long begin = vertx.setTimer(BEGIN, late -> conversation.expectBegun());
            long pings = vertx.setPeriodic(facade.heartbeat().toMillis(), tick -> conversation.ping());
            socket.closeHandler(gone -> {
                vertx.cancelTimer(begin);
                vertx.cancelTimer(pings);
                conversation.onClose();
                closed.complete(null);
            });
            end.subscribe().with(why -> conversation.close(status(why), why.detail()));
        });
    }

    private static short status(End why) {
        return switch (why) {
            case STOPPING -> RESTARTS;
            case TOKEN_EXPIRED -> UNAUTHORIZED;
        };
    }
}
