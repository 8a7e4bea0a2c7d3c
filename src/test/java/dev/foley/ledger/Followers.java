package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Any number of clients that follow Server-Sent Events, and count what they are told, and keep none of it. */
final class Followers implements AutoCloseable {
    /** How many connections are made at once; the server's queue of those to be accepted is not endless. */
    private static final int AT_ONCE = 200;
    /** What both ends need beside these connections. */
    private static final int OTHER_FILES = 1_000;
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private final NetClient network = vertx.createNetClient(new NetClientOptions().setConnectTimeout(60_000));
    private final AtomicInteger following = new AtomicInteger();
    private final AtomicInteger toldTheEnd = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final int port;
    private final String first;
    private final String last;

    /**
     * @param first what the first event has in it
     * @param last  what the last one has
     */
    Followers(int port, String first, String last) {
        this.port = port;
        this.first = first;
        this.last = last;
    }

    /** So many, or as many as this process may have open. */
    static int atMost(int clients) {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(clients, system.getMaxFileDescriptorCount() - OTHER_FILES);
    }

    /** Adds more, until there are so many, who share these paths among them; returns once each has been told something. */
    void follow(int clients, List<String> paths) {
        for (int i = following.get(); i < clients; i++) {
            String path = paths.get(i % paths.size());
            network.connect(port, "127.0.0.1", opened -> new Follower().follow(opened.result(), path));
            int enough = i + 1 - AT_ONCE;
            if (following.get() < enough) {
                await().atMost(BOUND).pollInterval(Duration.ofMillis(1)).until(() -> following.get() >= enough);
            }
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(following).hasValue(clients));
    }

    /** Returns once all have been told of the end. */
    void awaitTheEnd() {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(toldTheEnd).hasValue(following.get()));
    }

    /** Returns once every connection has been closed. */
    void awaitGone() {
        await("each stream ends").atMost(BOUND).untilAsserted(() -> assertThat(gone).hasValue(following.get()));
    }

    private final class Follower {
        private String rest = "";
        private boolean follows;
        private boolean knowsTheEnd;

        void follow(NetSocket socket, String path) {
            socket.handler(data -> {
                String text = rest + data;
                follows = count(follows, text, first, following);
                knowsTheEnd = count(knowsTheEnd, text, last, toldTheEnd);
                // An event that came in two pieces is found with the second.
                rest = text.substring(Math.max(0, text.lastIndexOf('\n')));
            }).closeHandler(closed -> gone.incrementAndGet());
            socket.write(
                    String.format(Locale.ROOT, "GET %s HTTP/1.1\r\nHost: foley\r\nConnection: close\r\n\r\n", path));
        }

        private static boolean count(boolean counted, String text, String event, AtomicInteger counter) {
            if (!counted && text.contains(event)) {
                counter.incrementAndGet();
                return true;
            }
            return counted;
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
