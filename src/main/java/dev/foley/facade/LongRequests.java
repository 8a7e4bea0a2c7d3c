package dev.foley.facade;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests are open. Those that stay open (event streams, WebSockets, and waits for the end of a job) it ends
 * when this replica stops, and when the token of their caller expires.
 */
@Singleton
public class LongRequests {
    /** What stays open. */
    public enum Kind {
        /** Of any kind, but WebSockets. */
        REQUEST("requests"),
        EVENT_STREAM("event streams"),
        WEB_SOCKET("WebSockets"),
        WAIT("requests that wait");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }
    }

    /** Why a request is ended before its time. */
    public enum End {
        /** Connecting again reaches another replica, or the next one. */
        STOPPING("This replica of Foley is stopping. Connect again to go on."),
        TOKEN_EXPIRED("The token has expired. Connect again with a new one to go on.");

        private final String detail;

        End(String detail) {
            this.detail = detail;
        }

        /** For a caller. */
        public String detail() {
            return detail;
        }
    }

    /** What stays open ends seldom: soon enough for a caller, and seldom enough for a replica that is full. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private record Limit(int inAll, int perCaller) {}

    private record Owner(Kind kind, String caller) {}

    private final Map<Kind, Limit> limits = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> inAll = new EnumMap<>(Kind.class);
    private final Map<Owner, Integer> perCaller = new HashMap<>();
    private final Set<OpenRequest> open = ConcurrentHashMap.newKeySet();
    private final Callers callers;
    private final Vertx vertx;
    private final Clock clock;
    private boolean stopping;

    LongRequests(LimitsConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int mostConnections, Callers callers,
            Vertx vertx, Clock clock) {
        limits.put(Kind.REQUEST, new Limit(mostConnections, config.requestsPerCaller()));
        limits.put(Kind.EVENT_STREAM, new Limit(config.eventStreams(), config.eventStreamsPerCaller()));
        limits.put(Kind.WEB_SOCKET, new Limit(config.webSockets(), config.webSocketsPerCaller()));
        limits.put(Kind.WAIT, new Limit(config.waits(), config.waitsPerCaller()));
        this.callers = callers;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Fails with {@link ProblemException} where another one of the current caller would be over a limit. */
    public void check(Kind kind) {
        check(owner(kind));
    }

    /** Counts another one until it is closed. */
    private OpenRequest open(Kind kind) {
        Owner owner = owner(kind);
        OpenRequest request = new OpenRequest(owner, vertx.getOrCreateContext());
        synchronized (this) {
            check(owner);
            count(owner, 1);
            open.add(request);
        }
        callers.tokenExpiry()
                .ifPresent(expiry -> request.endAfter(Duration.between(clock.instant(), expiry)));
        return request;
    }

    /**
     * Counts another one of the current caller for as long as the call takes; fails with {@link ProblemException} where that
     * would be over a limit.
     *
     * @param call is given what emits when it must end
     */
    public <T> Uni<T> hold(Kind kind, Function<Uni<End>, Uni<T>> call) {
        return Uni.createFrom()
                .item(() -> open(kind))
                .chain(request -> Uni.createFrom()
                        .deferred(() -> call.apply(Uni.createFrom().emitter(end -> request.onEnd(end::complete))))
                        .onTermination()
                        .invoke(request::close));
    }

    /**
     * Counts another request of this caller, who is null without credentials; fails with {@link ProblemException} where that
     * would be over a limit.
     *
     * @return to be called once when it has been answered
     */
    public Runnable begin(@Nullable SecurityIdentity caller) {
        Owner owner = new Owner(Kind.REQUEST, callers.knownName(caller));
        synchronized (this) {
            checkLimits(owner);
            count(owner, 1);
        }
        return () -> count(owner, -1);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        synchronized (this) {
            stopping = true;
        }
        List.copyOf(open).forEach(request -> request.end(End.STOPPING));
    }

    /** Of callers without credentials nobody knows how many they are. */
    private Owner owner(Kind kind) {
        return new Owner(kind, callers.knownName());
    }

    private synchronized void check(Owner owner) {
        if (stopping) {
            throw refusal(ProblemType.BUSY, "This replica of Foley is stopping; others may be there.");
        }
        checkLimits(owner);
    }

    private synchronized void checkLimits(Owner owner) {
        Limit limit = limits.get(owner.kind);
        if (!owner.caller.isEmpty() && perCaller.getOrDefault(owner, 0) >= limit.perCaller) {
            throw refusal(ProblemType.TOO_MANY_OPEN_REQUESTS, String.format(Locale.ROOT,
                    "The caller has %d %s open, as many as one caller may have.", limit.perCaller, owner.kind.plural));
        }
        if (inAll.getOrDefault(owner.kind, 0) >= limit.inAll) {
            throw refusal(ProblemType.BUSY, String.format(Locale.ROOT, "There are %d %s open, as many as there may be.",
                    limit.inAll, owner.kind.plural));
        }
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail + " Nothing was done.", RETRY_AFTER));
    }

    private synchronized void count(Owner owner, int more) {
        inAll.merge(owner.kind, more, Integer::sum);
        // What is none takes no memory.
        perCaller.merge(owner, more, (before, change) -> before + change == 0 ? null : before + change);
    }

    /** One that is open. */
    private final class OpenRequest {
        private final Owner owner;
        private final Context context;
        private @Nullable Consumer<End> listener;
        private @Nullable End end;
        private @Nullable Long timer;
        private boolean closed;

        private OpenRequest(Owner owner, Context context) {
            this.owner = owner;
            this.context = context;
        }

        /** @param call made on the Vert.x context that opened it, when it must end; at once if it had to before */
        synchronized void onEnd(Consumer<End> call) {
            listener = call;
            tell();
        }

        private synchronized void endAfter(Duration time) {
            timer = vertx.setTimer(Math.max(1, time.toMillis()), passed -> end(End.TOKEN_EXPIRED));
        }

        private synchronized void end(End why) {
            if (end == null && !closed) {
                end = why;
                tell();
            }
        }

        private void tell() {
            Consumer<End> call = listener;
            End why = end;
            if (call != null && why != null) {
                context.runOnContext(now -> call.accept(why));
            }
        }

        /** Once it has ended, for whatever reason; more than once does no harm. */
        synchronized void close() {
            closed = true;
            if (timer != null) {
                vertx.cancelTimer(timer);
            }
            if (open.remove(this)) {
                count(owner, -1);
            }
        }
    }
}
