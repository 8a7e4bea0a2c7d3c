package dev.foley.facade.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foley.facade.FacadeConfig;
import dev.foley.facade.Job;
import dev.foley.facade.LongRequests.End;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * All open streams of events; one timer beats for all of them. By hand, because a {@code Multi} of quarkus-rest cannot tell a client
 * that does not read, one whose replica stops, and one whose job is removed, why its stream ends.
 */
@ApplicationScoped
class EventStreams {
    /** In bytes; some events. What is more than a client takes is not kept. */
    private static final int QUEUE = 16 << 10;

    /** A proxy that compresses would gather events until they are worth it. */
    private static final String UNTOUCHED = JobAnswers.NO_STORE + ", no-transform";

    private final ObjectMapper json;
    private final Vertx vertx;
    private final Duration longest;
    private final long timer;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(ObjectMapper json, Vertx vertx, FacadeConfig config) {
        this.json = json;
        this.vertx = vertx;
        this.longest = config.maxStream();
        this.timer = vertx.setPeriodic(config.heartbeat().toMillis(), tick -> open.forEach(EventStream::beat));
    }

    /**
     * Sends what becomes of the job until its end, or until the client leaves; completes then. Fails as {@code changes} does
     * while nothing has been sent.
     *
     * @param self the job's path
     * @param last the id of the last event that the client has; null for none
     * @param end  emits when it must end before its time
     */
    Uni<Void> send(Multi<Job> changes, String self, @Nullable String last, RoutingContext exchange, Uni<End> end) {
        HttpServerResponse response = exchange.response();
        EventStream stream = new EventStream(new ResponseWire(response), job -> encode(job, self), last);
        return Uni.createFrom().emitter(done -> {
            AtomicReference<Cancellable> following = new AtomicReference<>(() -> {});
            long longEnough = vertx.setTimer(longest.toMillis(), passed -> stream.pause());
            exchange.addEndHandler(ended -> {
                vertx.cancelTimer(longEnough);
                open.remove(stream);
                following.get().cancel();
                done.complete(null);
            });
            following.set(changes.subscribe().with(job -> {
                begin(stream, exchange);
                stream.changed(job);
            }, fault -> {
                done.fail(fault);
                stream.failed();
            }, () -> {
                begin(stream, exchange);
                stream.completed();
            }));
            if (response.ended() || response.closed()) {
                open.remove(stream);
                following.get().cancel();
                done.complete(null);
            }
            end.subscribe().with(why -> stream.reconnect(why.detail()));
        });
    }

    private void begin(EventStream stream, RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        if (response.headWritten()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, UNTOUCHED)
                // Proxies that gather answers before they pass them on would hold events back.
                .putHeader("X-Accel-Buffering", "no");
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            stream.headOnly();
            return;
        }
        response.setChunked(true).setWriteQueueMaxSize(QUEUE);
        stream.begin();
        open.add(stream);
    }

    private String encode(Job job, String self) {
        try {
            return json.writeValueAsString(JobBody.of(job, self));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }

    @PreDestroy
    void stop() {
        vertx.cancelTimer(timer);
    }

    private record ResponseWire(HttpServerResponse response) implements EventStream.Wire {
        @Override
        public boolean isFull() { return response.writeQueueFull(); }

        @Override
        public void write(String text) {
            response.write(text);
        }

        @Override
        public void end() {
            response.end();
        }

        @Override
        public void reset() {
            response.reset();
        }
    }
}
