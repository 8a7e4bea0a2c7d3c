package dev.foley.kie;

import static dev.foley.StubServer.cutShort;
import static dev.foley.StubServer.hangUp;
import static dev.foley.StubServer.json;
import static dev.foley.StubServer.raw;
import static dev.foley.StubServer.resetConnection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.foley.StubServer;
import dev.foley.StubServer.Reply;
import dev.foley.StubbedKie;
import dev.foley.error.CircuitOpenException;
import dev.foley.error.InvalidParametersException;
import dev.foley.error.KieUnreachableException;
import dev.foley.error.LocalRateLimitException;
import dev.foley.error.NoAnswerException;
import dev.foley.error.ServerErrorException;
import dev.foley.error.SubmissionUncertainException;
import dev.foley.error.TooManyRequestsException;
import dev.foley.error.UnauthorizedException;
import dev.foley.error.UnreadableAnswerException;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StubbedKie.class)
class KieClientTest {
    private static final CreateTask RAIN = new CreateTask(
            new CreateTask.Input("rain", false, null, new BigDecimal("0.3"), "mp3_44100_128"), null);
    private static final String CREATED = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t1\",\"recordId\":\"t1\"}}";
    private static final String RECORD = "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t1\",\"state\":\"waiting\"}}";
    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final byte[] BAD_GATEWAY = "<html><h1>502 Bad Gateway</h1></html>".getBytes(StandardCharsets.UTF_8);

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

    private KieClient client(TestCallConfig config) {
        return client(api, config);
    }

    private KieClient client(KieApi target, TestCallConfig config) {
        return new KieClient(target, key, clock, scheduler, config, config, List.of());
    }

    private KieClient client(String url, TestCallConfig config) {
        return client(QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(url)).build(KieApi.class), config);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Throwable failure(Uni<?> uni) {
        return catchThrowable(() -> get(uni));
    }

    static Stream<Function<StubServer, Reply>> faultsOfUnknownOutcome() {
        byte[] created = CREATED.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                kie -> hangUp(),
                kie -> resetConnection(),
                kie -> cutShort(200, JSON, created),
                kie -> raw(200, JSON, "{\"code\":200,\"da".getBytes(StandardCharsets.UTF_8)),
                kie -> raw(502, HTML, BAD_GATEWAY),
                kie -> raw(500, HTML, BAD_GATEWAY),
                kie -> raw(200, HTML, BAD_GATEWAY),
                kie -> raw(500, JSON, new byte[0]),
                kie -> json(200, "{\"code\":200,\"msg\":\"success\",\"data\":null}"),
                kie -> json(200, "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"\"}}"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfUnknownOutcome")
    void aLostAnswerIsNeverSubmittedTwice(Function<StubServer, Reply> fault) {
        kie.reset(fault.apply(kie));
        assertThat(failure(client(TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(SubmissionUncertainException.class)
                .hasMessageContaining("a task may exist");
        assertThat(kie.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatComesTooLateIsNeverSubmittedTwice() {
        kie.reset(kie.silence());
        assertThat(failure(client(TestCallConfig.quick().withTimeout(Duration.ofSeconds(1))).createTask(RAIN)))
                .isInstanceOf(SubmissionUncertainException.class);
        assertThat(kie.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void anExceptionOfKiesMayComeAfterThePayment(int status) {
        kie.reset(json(status, "{\"code\":500,\"msg\":\"Server exception, please try again later\"}"));
        assertThat(failure(client(TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(SubmissionUncertainException.class)
                .hasCauseInstanceOf(ServerErrorException.class);
        assertThat(kie.requests()).hasSize(1);
    }

    static Stream<Reply> explicitNotNow() {
        return Stream.of(json(200, "{\"code\":429,\"msg\":\"Your call frequency is too high.\",\"data\":null}"),
                json(429, "{\"code\":429,\"msg\":\"Your call frequency is too high.\"}"),
                raw(429, HTML, "slow down".getBytes(StandardCharsets.UTF_8)),
                json(200, "{\"code\":455,\"msg\":\"maintenance\"}"));
    }

    @ParameterizedTest
    @MethodSource("explicitNotNow")
    void whatSurelyDidNotHappenIsTriedAgain(Reply notNow) {
        kie.reset(notNow, notNow, json(200, CREATED));
        assertThat(get(client(TestCallConfig.quick()).createTask(RAIN))).isEqualTo("t1");
        assertThat(kie.requests()).hasSize(3);
    }

    @Test
    void aThrottledSubmitGivesUpAfterItsRetries() {
        kie.reset(json(200, "{\"code\":429,\"msg\":\"too high\"}"));
        assertThat(failure(client(TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(TooManyRequestsException.class);
        assertThat(kie.requests()).hasSize(3);
    }

    @Test
    void aRefusedConnectionIsTriedAgainUntilSomeoneListens() {
        int port = StubServer.closedPort();
        CompletableFuture<String> submit = client("http://127.0.0.1:" + port,
                TestCallConfig.quick().withRetries(50, Duration.ofMillis(100))).createTask(RAIN)
                .subscribeAsCompletionStage();
        try (StubServer late = StubServer.startOn(port)) {
            late.reset(json(200, CREATED));
            await().atMost(Duration.ofSeconds(20)).until(submit::isDone);
            assertThat(submit).isCompletedWithValue("t1");
            assertThat(late.requests()).hasSize(1);
        }
    }

    @Test
    void whatCannotConnectWasNeverSent() {
        assertThat(
                failure(client("http://127.0.0.1:" + StubServer.closedPort(), TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(KieUnreachableException.class);
        assertThat(failure(client("http://no-such-host.invalid", TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(KieUnreachableException.class);
    }

    @Test
    void aTlsHandshakeThatFailsWasNeverSent() {
        kie.reset(hangUp());
        assertThat(failure(client("https://127.0.0.1:" + kie.port(), TestCallConfig.quick()).createTask(RAIN)))
                .isInstanceOf(KieUnreachableException.class);
    }

    @Test
    void aCertificateThatIsNotTrustedMeansNeverSent(@TempDir Path directory) throws Exception {
        try (TlsServer server = new TlsServer(vertx, directory, CREATED)) {
            assertThat(failure(client(server.url().toString(), TestCallConfig.quick()).createTask(RAIN)))
                    .isInstanceOf(KieUnreachableException.class);
            assertThat(server.bodies()).isEmpty();
        }
    }

    @Test
    void aConnectionIdleForLongIsNotUsedForASubmit() {
        kie.reset(json(200, CREATED), resetConnection());
        KieClient client = client(TestCallConfig.quick());
        get(client.createTask(RAIN));
        int closed = kie.closedByPeer();
        await().atMost(Duration.ofSeconds(10)).until(() -> kie.closedByPeer() > closed);
        kie.reset(json(200, CREATED));
        get(client.createTask(RAIN));
        assertThat(kie.requests()).hasSize(1);
    }

    /** Each call may begin a moment before the connection of the last is back in the pool, but not of all before. */
    @Test
    void connectionsJustUsedAreUsedAgain() {
        kie.reset(json(200, RECORD));
        KieClient client = client(TestCallConfig.quick());
        IntStream.range(0, 20).forEach(i -> get(client.recordInfo("t1")));
        assertThat(kie.requests().stream().map(StubServer.Request::connection).distinct()).hasSizeLessThan(10);
    }

    static Stream<Function<StubServer, Reply>> passingFaults() {
        return Stream.of(
                kie -> hangUp(),
                kie -> resetConnection(),
                kie -> cutShort(200, JSON, RECORD.getBytes(StandardCharsets.UTF_8)),
                kie -> raw(502, HTML, BAD_GATEWAY),
                kie -> json(200, "{\"code\":500,\"msg\":\"Server exception, please try again later\"}"),
                kie -> json(200, "{\"code\":429,\"msg\":\"too high\"}"),
                kie -> json(200, "{\"code\":524}"));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void aReadIsFreeAndTriedAgain(Function<StubServer, Reply> fault) {
        kie.reset(fault.apply(kie), fault.apply(kie), json(200, RECORD));
        assertThat(get(client(TestCallConfig.quick()).recordInfo("t1")).state()).isEqualTo("waiting");
        assertThat(kie.requests()).hasSize(3);
    }

    @Test
    void aReadThatFailsForGoodSaysWhy() {
        kie.reset(hangUp());
        assertThat(failure(client(TestCallConfig.quick()).recordInfo("t1"))).isInstanceOf(NoAnswerException.class);
        kie.reset(raw(502, HTML, BAD_GATEWAY));
        assertThat(failure(client(TestCallConfig.quick()).recordInfo("t1")))
                .isInstanceOfSatisfying(UnreadableAnswerException.class,
                        unreadable -> assertThat(unreadable.excerpt()).contains("502 Bad Gateway"));
    }

    @Test
    void aRefusedReadIsNotTriedAgain() {
        kie.reset(json(200, "{\"code\":401,\"msg\":\"You do not have access permissions\"}"));
        assertThat(failure(client(TestCallConfig.quick()).recordInfo("t1"))).isInstanceOf(UnauthorizedException.class);
        assertThat(kie.requests()).hasSize(1);
    }

    @Test
    void theBreakerOpensOnFaultsAndThenNothingIsSent() {
        kie.reset(raw(502, HTML, BAD_GATEWAY));
        KieClient client = client(TestCallConfig.quick().withBreaker(4, Duration.ofMinutes(5)));
        IntStream.range(0, 4).forEach(i -> failure(client.createTask(RAIN)));
        assertThat(failure(client.createTask(RAIN))).isInstanceOf(CircuitOpenException.class);
        assertThat(kie.requests()).hasSize(4);
    }

    @Test
    void aBreakerWhoseProbeIsCancelledDoesNotStayShut() {
        kie.reset(raw(502, HTML, BAD_GATEWAY));
        Duration delay = Duration.ofMillis(50);
        KieClient client = client(TestCallConfig.quick().withBreaker(4, delay).withRetries(0, delay));
        IntStream.range(0, 4).forEach(i -> failure(client.createTask(RAIN)));
        kie.reset(kie.silence());
        AtomicReference<Throwable> refused = new AtomicReference<>();
        await().until(() -> {
            Cancellable probe = client.createTask(RAIN).subscribe().with(id -> {}, refused::set);
            probe.cancel();
            return refused.getAndSet(null) == null;
        });
        kie.reset(json(200, CREATED));
        await().ignoreExceptionsInstanceOf(CircuitOpenException.class)
                .untilAsserted(() -> assertThat(get(client.createTask(RAIN))).isEqualTo("t1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 422, 429})
    void callersErrorsAndThrottlingDoNotTripTheBreaker(int code) {
        kie.reset(json(200, String.format(Locale.ROOT, "{\"code\":%d,\"msg\":\"no\"}", code)));
        KieClient client = client(TestCallConfig.quick()
                .withBreaker(4, Duration.ofMinutes(5))
                .withRetries(0,
                        Duration.ofMillis(1)));
        IntStream.range(0, 8).forEach(i -> failure(client.createTask(RAIN)));
        kie.reset(json(200, CREATED));
        assertThat(get(client.createTask(RAIN))).isEqualTo("t1");
    }

    @Test
    void aFullWindowIsWaitedOut() {
        kie.reset(json(200, RECORD));
        KieClient client = client(TestCallConfig.quick().withLimit(2, Duration.ofMillis(300), Duration.ofSeconds(5)));
        long begun = System.nanoTime();
        List<Uni<RecordInfo>> calls = IntStream.range(0, 5).mapToObj(i -> client.recordInfo("t1")).toList();
        get(Uni.join().all(calls).andFailFast());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(kie.requests()).hasSize(5);
    }

    @Test
    void aTurnTooFarAwayFailsWithNothingSent() {
        kie.reset(json(200, CREATED));
        KieClient client = client(TestCallConfig.quick().withLimit(1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
        get(client.createTask(RAIN));
        assertThat(failure(client.createTask(RAIN))).isInstanceOf(LocalRateLimitException.class);
        assertThat(kie.requests()).hasSize(1);
    }

    @Test
    void aSubmitCancelledWhileItWaitsIsNeverSent() {
        kie.reset(json(200, CREATED));
        KieClient client = client(TestCallConfig.quick().withLimit(1, Duration.ofMillis(200), Duration.ofSeconds(5)));
        get(client.createTask(RAIN));
        Cancellable waiting = client.createTask(RAIN).subscribe().with(id -> {}, failure -> {});
        waiting.cancel();
        get(client.createTask(RAIN));
        assertThat(kie.requests()).hasSize(2);
    }

    @Test
    void nothingIsSentUntilSomebodySubscribes() {
        kie.reset(json(200, CREATED));
        client(TestCallConfig.quick()).createTask(RAIN);
        assertThat(kie.requests()).isEmpty();
    }

    @Test
    void creditsAreADecimal() {
        kie.reset(json(200, "{\"code\":200,\"msg\":\"success\",\"data\":5454.65}"));
        assertThat(get(client(TestCallConfig.quick()).credits())).isEqualByComparingTo("5454.65");
        assertThat(kie.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/api/v1/chat/credit");
        });
    }

    @Test
    void aForeignUrlIsNotSignedAnew() {
        kie.reset(json(200, "{\"code\":422,\"msg\":\"url is wrong\"}"));
        assertThat(failure(client(TestCallConfig.quick()).downloadUrl("https://example.org/x")))
                .isInstanceOfSatisfying(InvalidParametersException.class,
                        refused -> assertThat(refused.text()).isEqualTo("url is wrong"));
        assertThat(kie.requests()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/api/v1/common/download-url");
            assertThat(request.text()).isEqualTo("{\"url\":\"https://example.org/x\"}");
        });
    }
}
