package dev.foley.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** Receives callbacks, and answers them with one status after another. */
final class CallbackReceiver implements AutoCloseable {

    record Received(JsonNode body, @Nullable String timestamp, @Nullable String signature) {}

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile boolean hanging;
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();

    CallbackReceiver(Integer... statuses) {
        this.statuses.addAll(List.of(statuses));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            received.add(new Received(Client.JSON.readTree(exchange.getRequestBody()),
                    exchange.getRequestHeaders().getFirst("X-Webhook-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Webhook-Signature")));
            if (hanging) {
                return;
            }
            exchange.sendResponseHeaders(this.statuses.isEmpty() ? 200 : this.statuses.remove(0), -1);
            exchange.close();
        });
        server.start();
    }

    /** Reads what comes from now on, and never answers. */
    void hang() {
        hanging = true;
    }

    String url() {
        return String.format(Locale.ROOT, "http://127.0.0.1:%d/callback", server.getAddress().getPort());
    }

    Received next() throws InterruptedException {
        Received next = received.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no callback came");
        }
        return next;
    }

    boolean isQuietFor(long millis) throws InterruptedException {
        return received.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    int waiting() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
