package dev.foley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;

/** A number of callers on connections of their own, each of which calls again once it has been answered. */
public final class Callers implements AutoCloseable {
    /** @param perSecond answers */
    public record Figures(double perSecond, double medianMillis, double p99Millis) {
        /** @param nanos of each answer, sorted */
        public static Figures of(List<Long> nanos, Duration time) {
            return new Figures(nanos.size() * 1e9 / time.toNanos(), nanos.get(nanos.size() / 2) / 1e6,
                    nanos.get(nanos.size() * 99 / 100) / 1e6);
        }
    }

    /** @param body null for none */
    public record Call(HttpMethod method, int port, String path, Buffer body, int expected) {}

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final int callers;

    public Callers(int callers) {
        this.callers = callers;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(callers)
                .setDefaultHost("127.0.0.1"));
    }

    /** Goes on for so long. Fails with the first answer that is not as expected. */
    public Figures call(Duration time, Supplier<Call> calls) {
        List<Long> nanos = new ArrayList<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        long start = System.nanoTime();
        vertx.runOnContext(ready -> Future.all(IntStream.range(0, callers).mapToObj(i -> {
            Promise<Void> end = Promise.promise();
            next(start + time.toNanos(), calls, nanos, end);
            return end.future();
        }).toList()).onSuccess(all -> ended.complete(null)).onFailure(ended::completeExceptionally));
        ended.join();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return Figures.of(nanos.stream().sorted().toList(), took);
    }

    /** All on one event loop. */
    private void next(long until, Supplier<Call> calls, List<Long> nanos, Promise<Void> end) {
        long sent = System.nanoTime();
        send(calls.get()).onFailure(end::fail).onSuccess(answered -> {
            nanos.add(System.nanoTime() - sent);
            if (System.nanoTime() < until) {
                next(until, calls, nanos, end);
            } else {
                end.complete();
            }
        });
    }

    private Future<Void> send(Call call) {
        return http.request(call.method(), call.port(), "127.0.0.1", call.path())
                .compose(request -> call.body() == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(call.body()))
                .compose(answer -> answer.body()
                        .compose(body -> answer.statusCode() == call.expected()
                                ? Future.succeededFuture()
                                : Future.failedFuture(answer.statusCode() + " " + body)));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
