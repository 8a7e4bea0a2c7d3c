package dev.foley.kie;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
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
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The one layer of fault tolerance, once for each kind of call: retry around circuit breaker around the turn under the
 * rate limit around timeout. An answer is judged inside, so that an error in HTTP 200 counts as the error it is.
 */
final class CallGuard {
    private static final class Data extends TypeLiteral<Uni<JsonNode>> {}

    private static final class Answer extends TypeLiteral<Uni<RestResponse<byte[]>>> {}

    private final Pacer pacer;
    private final UnaryOperator<Throwable> named;
    private final TypedGuard<Uni<JsonNode>> retryAndBreaker;
    private final TypedGuard<Uni<RestResponse<byte[]>>> timeout;

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
     * @param judge returns the answer's data, or throws what it refuses with
     * @param watch is told of each attempt, before it is made and after
     */
    Uni<JsonNode> call(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
        return Uni.createFrom().deferred(() -> {
            Cancellation cancellation = new Cancellation();
            return retryAndBreaker.get(() -> cancellation.guard(() -> attempt(request, judge, watch)))
                    .onFailure(CircuitBreakerOpenException.class)
                    .transform(CircuitOpenException::new)
                    .onCancellation()
                    .invoke(cancellation::cancel);
        });
    }

    /** Makes the call once, at once, for a caller that keeps to a pace and repeats by itself. */
    Uni<JsonNode> once(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
        return Uni.createFrom().deferred(() -> {
            Watch.End end = watch.begun();
            long began = System.nanoTime();
            return judged(timeout.get(request), judge).onTermination()
                    .invoke((data, fault, cancelled) -> end.ended(cancelled ? new CancellationException() : fault,
                            Duration.ofNanos(System.nanoTime() - began)));
        });
    }

    /** The wait for a turn is none of the call's time. */
    private Uni<JsonNode> attempt(Supplier<Uni<RestResponse<byte[]>>> request, Judge judge, Watch watch) {
        return pacer.turn().onFailure().transform(named).chain(() -> once(request, judge, watch));
    }

    private Uni<JsonNode> judged(Uni<RestResponse<byte[]>> answer, Judge judge) {
        return answer
                .onFailure(WebApplicationException.class)
                .recoverWithItem(error -> answer(error.getResponse()))
                .map(judge::data)
                .onFailure()
                .transform(named);
    }

    /** The REST client throws on an HTTP error; its body may be an envelope as good as any. */
    private static RestResponse<byte[]> answer(Response error) {
        return RestResponse.ResponseBuilder.<byte[]>create(error.getStatus(), error.getStatusInfo().getReasonPhrase())
                .header(HttpHeaders.RETRY_AFTER, error.getHeaderString(HttpHeaders.RETRY_AFTER))
                .entity(error.readEntity(byte[].class))
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
