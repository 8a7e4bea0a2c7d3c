package dev.foley.facade.graphql;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * The client's end of a WebSocket. No more is kept for it than the connection's own queue: a client that leaves that full
 * is told so as its connection is closed.
 */
final class SocketWire implements SocketConversation.Wire {
    /** In bytes; some pages of a list. What is more than a client takes is not kept. */
    private static final int QUEUE = 256 << 10;
    /** Clients connect again by themselves after this status. */
    private static final short TRY_AGAIN_LATER = 1013;
    private static final String SLOW = "You did not read for too long. Connect again to go on.";
    /** How long a client may take to read that it is closed, in milliseconds. */
    private static final long FAREWELL = 10_000;

    private final ServerWebSocket socket;
    private final Channel channel;
    private final Vertx vertx;
    private final Context context;

    /** @param exchange that opened it */
    SocketWire(ServerWebSocket socket, RoutingContext exchange) {
        this.socket = socket.setWriteQueueMaxSize(QUEUE);
        // Vert.x closes a WebSocket once its close frame is written, which one that is never read never is.
        this.channel = ((ConnectionBase) exchange.request().connection()).channel();
        this.vertx = exchange.vertx();
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public void send(String encoded) {
        if (isClosed()) {
            return;
        }
        if (channel.isWritable()) {
            socket.writeTextMessage(encoded);
        } else {
            close(TRY_AGAIN_LATER, SLOW);
        }
    }

    @Override
    public void close(short status, String reason) {
        socket.close(status, reason);
        vertx.setTimer(FAREWELL, late -> channel.close());
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        context.runOnContext(now -> socket.resume());
    }

    @Override
    public boolean isClosed() { return socket.isClosed(); }
}
