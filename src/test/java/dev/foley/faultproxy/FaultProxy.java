package dev.foley.faultproxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/**
 * Passes on HTTP/1.1 between its own loopback port and another, one request after the other on each connection, as well as
 * the weather lets it.
 */
public final class FaultProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** Sees the requests that it is to know about; called on event loops. */
    public interface Watcher {
        /** This request has come, to its last byte. */
        void came(String request);

        /** This request, which may lack its last byte, gets no whole answer. */
        void broken(String request);
    }

    private final Vertx vertx = Vertx.vertx();
    private final NetClient network = vertx.createNetClient();
    private final int target;
    private final Weather weather;
    private final Watcher watcher;

    /**
     * Starts it.
     *
     * @param port to listen on
     * @param target to pass on to
     */
    public FaultProxy(int port, int target, Weather weather, Watcher watcher) {
        this.target = target;
        this.weather = weather;
        this.watcher = watcher;
        await(vertx.createNetServer().connectHandler(this::accept).listen(port, LOOPBACK));
    }

    private void accept(NetSocket client) {
        client.pause();
        network.connect(target, LOOPBACK)
                .onFailure(away -> client.close())
                .onSuccess(server -> new Tunnel(vertx, client, server, weather, watcher).open());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
