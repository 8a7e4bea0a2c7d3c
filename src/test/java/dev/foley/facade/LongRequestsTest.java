package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.foley.facade.LongRequests.End;
import dev.foley.facade.LongRequests.Kind;
import dev.foley.facade.security.CallerRules;
import dev.foley.facade.security.KnownCallers;
import dev.foley.facade.security.SecurityConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongRequestsTest {
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final Vertx vertx = Vertx.vertx();
    private final List<End> ends = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private LongRequests requests(SecurityIdentity caller) {
        SecurityConfig security = Settings.of("foley.security", SecurityConfig.class, Map.of());
        LimitsConfig limits = Settings.of("foley.limits", LimitsConfig.class,
                Map.of("foley.limits.event-streams", "3", "foley.limits.event-streams-per-caller", "2",
                        "foley.limits.requests-per-caller", "2"));
        return new LongRequests(limits, 3,
                new Callers(caller, security, new CallerRules(security), new KnownCallers(true)), vertx,
                Clock.systemUTC());
    }

    private static SecurityIdentity user(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).build();
    }

    /** One that is open until it is cancelled. */
    private Cancellable open(LongRequests requests) {
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        Cancellable open = requests
                .hold(Kind.EVENT_STREAM, end -> end.invoke(ends::add).chain(() -> Uni.createFrom().nothing()))
                .subscribe()
                .with(never -> {}, faults::add);
        faults.forEach(fault -> {
            throw (ProblemException) fault;
        });
        return open;
    }

    private static void refused(ThrowingCallable call, ProblemType type, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().type()).isEqualTo(type);
            assertThat(refused.problem().detail()).isEqualTo(detail + " Nothing was done.");
            assertThat(refused.problem().retryAfterSeconds()).isPositive();
        });
    }

    @Test
    void oneCallerIsHeldToTheirOwnLimit() {
        LongRequests requests = requests(user("ann"));
        Cancellable first = open(requests);
        open(requests);

        refused(() -> open(requests), ProblemType.TOO_MANY_OPEN_REQUESTS,
                "The caller has 2 event streams open, as many as one caller may have.");
        requests.check(Kind.WAIT);
        first.cancel();
        first.cancel();
        open(requests);
        assertThatThrownBy(() -> requests.check(Kind.EVENT_STREAM)).isInstanceOf(ProblemException.class);
    }

    @Test
    void requestsAreHeldToTheirLimitsUntilTheyAreAnswered() {
        LongRequests requests = requests(NOBODY);
        Runnable first = requests.begin(user("ann"));
        requests.begin(user("ann"));

        refused(() -> requests.begin(user("ann")), ProblemType.TOO_MANY_OPEN_REQUESTS,
                "The caller has 2 requests open, as many as one caller may have.");
        requests.begin(null);
        refused(() -> requests.begin(NOBODY), ProblemType.BUSY,
                "There are 3 requests open, as many as there may be.");
        requests.stop(new ShutdownDelayInitiatedEvent());
        first.run();
        requests.begin(user("ann"));
    }

    @Test
    void callersWithoutCredentialsShareTheLimitForAll() {
        LongRequests requests = requests(NOBODY);
        for (int i = 0; i < 3; i++) {
            open(requests);
        }

        refused(() -> open(requests), ProblemType.BUSY, "There are 3 event streams open, as many as there may be.");
    }

    @Test
    void aStopEndsWhatIsOpenOnceAndLetsNothingNewBegin() {
        LongRequests requests = requests(NOBODY);
        open(requests);
        open(requests).cancel();

        requests.stop(new ShutdownDelayInitiatedEvent());
        requests.stop(new ShutdownDelayInitiatedEvent());

        await().untilAsserted(() -> assertThat(ends).containsExactly(End.STOPPING));
        refused(() -> requests.check(Kind.WAIT), ProblemType.BUSY,
                "This replica of Foley is stopping; others may be there.");
    }

    @Test
    void whatIsHeldIsCountedUntilItEnds() {
        LongRequests requests = requests(user("ann"));
        for (int i = 0; i < 5; i++) {
            assertThat(requests.hold(Kind.EVENT_STREAM, end -> Uni.createFrom().item("done")).await().indefinitely())
                    .isEqualTo("done");
            assertThatThrownBy(() -> requests.hold(Kind.EVENT_STREAM, end -> {
                throw new IllegalStateException();
            }).await().indefinitely()).isInstanceOf(IllegalStateException.class);
            open(requests).cancel();
        }
        open(requests);
        open(requests);
    }
}
