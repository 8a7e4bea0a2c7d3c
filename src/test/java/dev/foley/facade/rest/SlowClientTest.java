package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.foley.SoundEffectRequest;
import dev.foley.facade.FacadeConfig;
import dev.foley.facade.Job;
import dev.foley.facade.JobState;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that does not read, at the other end of a real connection. */
class SlowClientTest {
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");
    /** Far more events than the buffers of both ends hold. */
    private static final int CHANGES = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final BroadcastProcessor<Job> changes = BroadcastProcessor.create();
    private final AtomicInteger told = new AtomicInteger();
    private EventStreams streams;
    private HttpServer server;

    private record Patience(Duration maxWait, Duration heartbeat, Duration maxStream) implements FacadeConfig {}

    @BeforeEach
    void open() {
        streams = streams(Duration.ofHours(1));
        Router router = Router.router(vertx);
        router.get("/events")
                .handler(
                        exchange -> streams
                                .send(changes.onItem().invoke(told::incrementAndGet), "/job", null, exchange,
                                        Uni.createFrom().nothing())
                                .subscribe()
                                .with(ended -> {}));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private EventStreams streams(Duration longest) {
        return new EventStreams(new ObjectMapper().registerModule(new JavaTimeModule()), vertx,
                new Patience(Duration.ZERO, Duration.ofSeconds(2), longest));
    }

    @AfterEach
    void close() {
        streams.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Job job(int change) {
        return new Job("1", JobState.GENERATING, SoundEffectRequest.of("rain"), null, START, START.plusSeconds(change),
                null, null, null, null, null, Set.of());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: foley\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void isToldSoInItsLastEventAndKeepsNothingAlive() throws IOException {
        try (Socket socket = connect()) {
            await().until(() -> {
                changes.onNext(job(0));
                return told.get() > 0;
            });
            for (int change = 1; change <= CHANGES; change++) {
                changes.onNext(job(change));
            }

            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).contains("event: state\n").endsWith("\r\n0\r\n\r\n");
            assertThat(all.substring(all.lastIndexOf("event: "))).startsWith("event: dropped\n")
                    .contains("Connect again");
            assertThat(all.length()).as("what was kept for it").isLessThan(CHANGES * 200 / 4);
        }
        await("the stream is forgotten").untilAsserted(() -> {
            int before = told.get();
            changes.onNext(job(CHANGES + 1));
            assertThat(told).hasValue(before);
        });
    }

    @Test
    void isSentAwayWellWhenItHasStayedLong() throws IOException {
        streams.stop();
        streams = streams(Duration.ofSeconds(1));
        try (Socket socket = connect()) {
            await().until(() -> {
                changes.onNext(job(0));
                return told.get() > 0;
            });

            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).contains("event: state\n").doesNotContain("dropped").endsWith("\r\n0\r\n\r\n");
        }
    }
}
