package dev.foley.kie;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foley.error.CircuitOpenException;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The one layer of fault tolerance, once for each kind of call: retry around circuit breaker around the turn under the
 * rate limit around timeout. An answer is judged inside, so that an error in HTTP 200 counts as the error it is.
 *
 * <p>
 * A call that begins on an event loop goes on there, also after timeouts and between retries: SmallRye remembers it. Begun on
 * another thread, these would need a thread of the pool that callers may be blocking.
 */
final class CallGuard {
    private static final class Data extends TypeLiteral<CompletionStage<JsonNode>> {}

    private static final class Answer extends TypeLiteral<CompletionStage<RestResponse<byte[]>>> {}

    private final Pacer pacer;
    private final UnaryOperator<Throwable> named;
    private final TypedGuard<CompletionStage<JsonNode>> retryAndBreaker;
    private final TypedGuard<CompletionStage<RestResponse<byte[]>>> timeout;

    /**
     * @param named     gives a fault its type: what a lost answer means depends on the call
     * @param mayRepeat which of those types may be tried again
     */
    CallGuard(String description, CallConfig config, Pacer pacer, UnaryOperator<Throwable> named,
            Predicate<Throwable> mayRepeat) {
        this.pacer = pacer;
        this.named = named;
        this.retryAndBreaker = TypedGuard.create(new Data())
                .withDescription(description)
                .withCircuitBreaker()
                .requestVolumeThreshold(config.breaker().calls())
                .failureRatio(config.breaker().failureRatio())
                .delay(config.breaker().delay().toMillis(), ChronoUnit.MILLIS)
                .when(Faults::isOfService)
                .done()
                .withRetry()
                .maxRetries(config.retries())
                .maxDuration(0, ChronoUnit.MILLIS)
                .whenException(mayRepeat)
                .withCustomBackoff()
                .strategy(() -> new Backoff(config.backoff(), config.maxBackoff(),
                        ThreadLocalRandom.current()::nextDouble))
                .done()
                .done()
                .build();
        this.timeout = TypedGuard.create(new Answer())
                .withDescription(description)
                .withTimeout()
                .duration(config.timeout().toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /**
     * Makes the call when the returned {@code Uni} is subscribed to, and does not make it, or make it again, once that
     * subscription is cancelled.
     *
     * @param request is asked for anew for each attempt
     * @param judge   returns the answer's data, or throws what it refuses with
     * @param watch   is told of each attempt, before it is made and after
     */
    Uni<JsonNode> call(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
        return begin(() -> new Call(request, judge, watch), call -> retryAndBreaker.get(call::attempt));
    }

    /** {@link #call} in a single attempt, at once, for a caller that keeps to a pace and repeats by itself. */
    Uni<JsonNode> once(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
        return begin(() -> new Call(request, judge, watch), Call::once);
    }

    /** As futures in between: each step of a {@code Uni} takes a snapshot of the context, which costs more than the step. */
    private static Uni<JsonNode> begin(Supplier<Call> calls, Function<Call, CompletionStage<JsonNode>> way) {
        return Uni.createFrom().emitter(emitter -> {
            Call call = calls.get();
            emitter.onTermination(call::cancel);
            way.apply(call).whenComplete((data, fault) -> {
                if (fault == null) {
                    emitter.complete(data);
                } else {
                    emitter.fail(outermost(fault));
                }
            });
        });
    }

    /** A future wraps what the one before it failed with. */
    private static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    private static Throwable outermost(Throwable fault) {
        Throwable cause = cause(fault);
        return cause instanceof CircuitBreakerOpenException ? new CircuitOpenException(cause) : cause;
    }

    /**
     * One call, through all its attempts. SmallRye does not pass on a cancellation: without what this does of its own, a call that
     * waits for its turn or for a retry would still be made after nobody wants it, and a submit would still be paid for.
     */
    private final class Call {
        private final Supplier<Uni<RestResponse<byte[]>>> request;
        private final Judge judge;
        private final Watch watch;
        /** Where the call came from; null for anywhere. */
        private final @Nullable Context context = Vertx.currentContext();
        private volatile @Nullable Future<?> underWay;
        private volatile boolean cancelled;

        Call(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
            this.request = request;
            this.judge = judge;
            this.watch = watch;
        }

        void cancel() {
            cancelled = true;
            Future<?> step = underWay;
            if (step != null) {
                step.cancel(false);
            }
        }

        /** Takes a step of the call, unless it has been cancelled. */
        private <T> CompletableFuture<T> take(Uni<T> step) {
            CancellingFuture<T> taken = new CancellingFuture<>();
            underWay = taken;
            if (cancelled) {
                taken.cancel(false);
            } else {
                step.subscribe().withSubscriber(taken);
            }
            return taken;
        }

        /** The wait for a turn is none of the request's time. */
        CompletionStage<JsonNode> attempt() {
            if (cancelled) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            if (pacer.tryTurn()) {
                return once();
            }
            return take(pacer.turn())
                    .exceptionallyCompose(refusal -> CompletableFuture.failedFuture(named.apply(refusal)))
                    .thenComposeAsync(turn -> once(), this::inContext);
        }

        /** A turn comes in the context of another caller. */
        private void inContext(Runnable task) {
            if (context == null || context == Vertx.currentContext() && Context.isOnEventLoopThread()) {
                task.run();
            } else {
                context.runOnContext(now -> task.run());
            }
        }

        CompletionStage<JsonNode> once() {
            Watch.End end = watch.begun();
            long began = System.nanoTime();
            return timeout.get(() -> take(request.get()))
                    .handle(this::judged)
                    .whenComplete((data, fault) -> end.ended(fault == null ? null : cause(fault),
                            Duration.ofNanos(System.nanoTime() - began)));
        }

        private JsonNode judged(@Nullable RestResponse<byte[]> answer, @Nullable Throwable fault) {
            try {
                return judge.data(answer == null ? errorAnswer(fault) : answer);
            } catch (Throwable refusal) {
                throw new CompletionException(named.apply(refusal));
            }
        }
    }

    /** What a {@code Uni} ends with; cancelling it cancels that. */
    private static final class CancellingFuture<T> extends CompletableFuture<T> implements UniSubscriber<T> {
        private volatile @Nullable UniSubscription subscription;

        @Override
        public void onSubscribe(UniSubscription begun) {
            subscription = begun;
            if (isDone()) {
                begun.cancel();
            }
        }

        @Override
        public void onItem(T item) {
            complete(item);
        }

        @Override
        public void onFailure(Throwable fault) {
            completeExceptionally(fault);
        }

        @Override
        public boolean cancel(boolean ignored) {
            boolean first = super.cancel(ignored);
            UniSubscription begun = subscription;
            if (first && begun != null) {
                begun.cancel();
            }
            return first;
        }
    }

    /** The REST client throws on an HTTP error; its body may be an envelope as good as any. */
    private static RestResponse<byte[]> errorAnswer(@Nullable Throwable fault) throws Throwable {
        if (!(fault instanceof WebApplicationException error)) {
            throw Objects.requireNonNullElseGet(fault, () -> new NoSuchElementException("no answer"));
        }
        Response answer = error.getResponse();
        return RestResponse.ResponseBuilder.<byte[]>create(answer.getStatus(), answer.getStatusInfo().getReasonPhrase())
                .header(HttpHeaders.RETRY_AFTER, answer.getHeaderString(HttpHeaders.RETRY_AFTER))
                .entity(answer.readEntity(byte[].class))
                .build();
    }

    /** Sees attempts begin and end. */
    @FunctionalInterface
    interface Watch {
        End begun();

        /** Sees one attempt end. */
        @FunctionalInterface
        interface End {
            /** @param fault null for none */
            void ended(@Nullable Throwable fault, Duration took);
        }
    }

    /** Tells data from refusal. */
    @FunctionalInterface
    interface Judge {
        JsonNode data(RestResponse<byte[]> answer);
    }
}
