package dev.foley.kie;

import static dev.foley.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import dev.foley.StubServer;
import dev.foley.StubbedKie;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.TooManyRequestsException;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission that leaves when it is told to, and not a byte earlier. */
@QuarkusTest
@TestProfile(StubbedKie.class)
class DepartureTest {
    private static final CreateTask RAIN = new CreateTask(
            new CreateTask.Input("Regen über \"Blech\"", false, null, new BigDecimal("0.3"), "mp3_44100_128"), null);
    private static final String JSON = "{\"model\":\"elevenlabs/sound-effect-v2\",\"input\":{\"text\":"
            + "\"Regen über \\\"Blech\\\"\",\"loop\":false,\"prompt_influence\":0.3,\"output_format\":\"mp3_44100_128\"}}";
    private static final String CREATED = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t1\"}}";
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** What the test decides by hand. */
    private static final class Gate implements Departure {
        final CompletableFuture<Void> permission = new CompletableFuture<>();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger left = new AtomicInteger();

        @Override
        public Uni<Void> permission() {
            return Uni.createFrom().completionStage(permission).onSubscription().invoke(asked::incrementAndGet);
        }

        @Override
        public void leaving() {
            left.incrementAndGet();
        }
    }

    private static final class NotNow extends RuntimeException {}

    /** Somebody else has decided that it does not leave. */
    private static final class Stuck implements Departure {
        @Override
        public Uni<Void> permission() {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void leaving() {
            throw new NotNow();
        }
    }

    StubServer kie;

    @Inject
    @RestClient
    KieApi api;

    @Inject
    ApiKey key;

    @Inject
    Clock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    Vertx vertx;

    private KieClient client(KieApi target, TestCallConfig config) {
        return new KieClient(target, key, clock, scheduler, config, config, List.of());
    }

    private KieClient client() {
        return client(api, TestCallConfig.quick());
    }

    private CompletableFuture<String> send(Gate gate) {
        return client().createTaskOnce(RAIN, gate).subscribeAsCompletionStage();
    }

    /** To a server that does as the test does. */
    private CompletableFuture<String> send(Gate gate, ServerSocket server) {
        KieApi there = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .build(KieApi.class);
        return client(there, TestCallConfig.quick()).createTaskOnce(RAIN, gate).subscribeAsCompletionStage();
    }

    private static Throwable failure(Uni<?> uni) {
        return catchThrowable(() -> uni.await().atMost(BOUND));
    }

    /** The body as far as it came, once the connection has ended. */
    private String truncated() {
        await().atMost(BOUND).until(() -> kie.requests().size() == 1);
        return kie.requests().get(0).text();
    }

    @Test
    void theRequestIsCompleteOnlyOnceItMayLeave() {
        kie.reset(json(200, CREATED));
        Gate gate = new Gate();
        CompletableFuture<String> task = send(gate);
        await().atMost(BOUND).until(() -> gate.asked.get() == 1);
        assertThat(kie.requests()).isEmpty();
        gate.permission.complete(null);
        assertThat(task.join()).isEqualTo("t1");
        assertThat(gate.left).hasValue(1);
        assertThat(kie.requests()).singleElement().satisfies(request -> {
            assertThat(request.method() + ' ' + request.target()).isEqualTo("POST /api/v1/jobs/createTask");
            assertThat(request.headers()).containsEntry("Content-Type", "application/json")
                    .containsEntry("Authorization", "Bearer sk-stub")
                    .containsEntry("Content-Length",
                            Integer.toString(JSON.getBytes(StandardCharsets.UTF_8).length))
                    .doesNotContainKey("Transfer-Encoding");
            assertThat(request.text()).isEqualTo(JSON);
        });
    }

    @Test
    void withoutPermissionNothingIsSentAndItsFailureIsTheCalls() {
        kie.reset(json(200, CREATED));
        Gate gate = new Gate();
        CompletableFuture<String> task = send(gate);
        await().atMost(BOUND).until(() -> gate.asked.get() == 1);
        gate.permission.completeExceptionally(new NotNow());
        assertThat(task).failsWithin(BOUND).withThrowableThat().withCauseInstanceOf(NotNow.class);
        assertThat(truncated()).as("the connection is closed before the last byte").isEqualTo(withoutLastByte());
    }

    private static String withoutLastByte() {
        return JSON.substring(0, JSON.length() - 1);
    }

    @Test
    void whatCannotLeaveIsNotSent() {
        kie.reset(json(200, CREATED));
        assertThat(failure(client().createTaskOnce(RAIN, new Stuck()))).isInstanceOf(NotNow.class);
        assertThat(truncated()).isEqualTo(withoutLastByte());
    }

    @Test
    void overTlsItIsNoOther(@TempDir Path directory) throws Exception {
        try (TlsServer server = new TlsServer(vertx, directory, CREATED)) {
            KieApi there = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(server.url())
                    .trustAll(true)
                    .verifyHost(false)
                    .build(KieApi.class);
            KieClient client = client(there, TestCallConfig.quick());
            assertThat(failure(client.createTaskOnce(RAIN, new Stuck()))).isInstanceOf(NotNow.class);
            Gate gate = new Gate();
            CompletableFuture<String> task = client.createTaskOnce(RAIN, gate).subscribeAsCompletionStage();
            await().atMost(BOUND).until(() -> gate.asked.get() == 1);
            assertThat(server.bodies()).isEmpty();
            gate.permission.complete(null);
            assertThat(task).succeedsWithin(BOUND).isEqualTo("t1");
            assertThat(gate.left).hasValue(1);
            assertThat(server.bodies()).containsExactly(JSON);
        }
    }

    @Test
    void aPermissionThatComesTooLateSendsNothingAnyMore() {
        kie.reset(json(200, CREATED));
        Gate gate = new Gate();
        KieClient impatient = client(api, TestCallConfig.quick().withTimeout(Duration.ofMillis(300)));
        assertThat(failure(impatient.createTaskOnce(RAIN, gate))).isInstanceOf(KieUnreachableException.class);
        gate.permission.complete(null);
        assertThat(truncated()).isEqualTo(withoutLastByte());
        assertThat(gate.left).hasValue(0);
    }

    @Test
    void cancellingBeforeItLeavesSendsNothing() {
        kie.reset(json(200, CREATED));
        Gate gate = new Gate();
        var call = client().createTaskOnce(RAIN, gate).subscribe().with(task -> {}, fault -> {});
        await().atMost(BOUND).until(() -> gate.asked.get() == 1);
        call.cancel();
        gate.permission.complete(null);
        assertThat(truncated()).isEqualTo(withoutLastByte());
        assertThat(gate.left).hasValue(0);
    }

    @Test
    void aConnectionThatBreaksBeforeItLeavesLeavesNothingUncertain() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Gate gate = new Gate();
            CompletableFuture<String> task = send(gate, server);
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isEqualTo('P');
            }
            assertThat(task).failsWithin(BOUND).withThrowableThat().withCauseInstanceOf(KieUnreachableException.class);
            gate.permission.complete(null);
            assertThat(gate.left).hasValue(0);
        }
    }

    @Test
    void aConnectionThatBreaksOnceItHasLeftLeavesItUncertain() {
        kie.reset(StubServer.hangUp());
        Gate gate = new Gate();
        gate.permission.complete(null);
        assertThat(failure(client().createTaskOnce(RAIN, gate))).isInstanceOf(SubmissionUncertainException.class);
        assertThat(gate.left).hasValue(1);
    }

    @Test
    void aRefusalIsARefusal() {
        kie.reset(json(200, "{\"code\":429,\"msg\":\"too high\"}"));
        Gate gate = new Gate();
        gate.permission.complete(null);
        assertThat(failure(client().createTaskOnce(RAIN, gate))).isInstanceOf(TooManyRequestsException.class);
        assertThat(kie.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotWaitForTheBodyCountsOnceItHasLeft() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Gate gate = new Gate();
            CompletableFuture<String> task = send(gate, server);
            try (Socket socket = server.accept()) {
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + CREATED.length() + "\r\n\r\n" + CREATED).getBytes(StandardCharsets.US_ASCII));
                await().atMost(BOUND).until(() -> gate.asked.get() == 1);
                assertThat(task).isNotDone();
                gate.permission.complete(null);
                assertThat(task).succeedsWithin(BOUND).isEqualTo("t1");
            }
            assertThat(gate.left).hasValue(1);
        }
    }

    @Test
    void requestsThatLeaveTogetherDoNotWaitForEachOther() {
        kie.reset(json(200, CREATED));
        List<Gate> gates = List.of(new Gate(), new Gate(), new Gate());
        List<CompletableFuture<String>> tasks = gates.stream().map(this::send).toList();
        await().atMost(BOUND).until(() -> gates.stream().allMatch(gate -> gate.asked.get() == 1));
        gates.get(1).permission.complete(null);
        assertThat(tasks.get(1)).succeedsWithin(BOUND);
        assertThat(kie.requests()).hasSize(1);
        gates.forEach(gate -> gate.permission.complete(null));
        assertThat(tasks).allSatisfy(task -> assertThat(task).succeedsWithin(BOUND));
    }
}
