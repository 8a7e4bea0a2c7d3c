package dev.foley.facade.graphql;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.facade.security.Routes;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

/**
 * Opens WebSockets in the library's place, which keeps without end what a client does not read, and takes whatever it
 * sends for a message.
 */
@Singleton
class SocketGate {
    private static final String PROTOCOL = "graphql-transport-ws";
    private static final short WRONG_PROTOCOL = 4406;
    /** How long a client may say nothing before it begins, in milliseconds. */
    private static final long BEGIN = 10_000;
    private static final int FORBIDDEN = 403;

    private final SocketScopes scopes;
    private final GraphQlConfig config;
    private final Routes routes;

    SocketGate(SocketScopes scopes, GraphQlConfig config, Routes routes) {
        this.scopes = scopes;
        this.config = config;
        this.routes = routes;
    }

    /** The library's route comes right behind authorisation; whoever is registered here comes between the two. */
    void register(@Observes Filters filters) {
        filters.register(this::open, SecurityHandlerPriorities.AUTHORIZATION);
    }

    private void open(RoutingContext exchange) {
        if (!isUpgrade(exchange)) {
            exchange.next();
        } else if (Origins.isForeign(exchange)) {
            exchange.response().setStatusCode(FORBIDDEN).end();
        } else {
            exchange.request().toWebSocket().onSuccess(socket -> serve(socket, exchange));
        }
    }

    private boolean isUpgrade(RoutingContext exchange) {
        return routes.opensWebSockets(exchange)
                && exchange.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    private void serve(ServerWebSocket socket, RoutingContext exchange) {
        // Of a connection that breaks the close handler is told, too.
        socket.exceptionHandler(broken -> {});
        if (!PROTOCOL.equals(socket.subProtocol())) {
            socket.close(WRONG_PROTOCOL, "Subprotocol not acceptable");
            return;
        }
        SocketTalk talk = new SocketTalk(new SocketSession(socket, exchange), scopes.of(exchange), exchange,
                config.maxOperations());
        socket.closeHandler(closed -> talk.onClose()).textMessageHandler(talk::onMessage);
        exchange.vertx().setTimer(BEGIN, late -> talk.expectBegun());
    }
}
