package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;

/** Stands in for Lambda's runtime API, where a function asks for its next event, and leaves its answer. */
final class LambdaRuntime implements AutoCloseable {
    private static final String API = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private record Event(String id, String body) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    LambdaRuntime() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(API + "invocation/next", this::next);
        server.createContext(API + "invocation/", this::answer);
        server.start();
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The function's answer to the event. */
    JsonObject invoke(String event) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        events.add(new Event(id, event));
        return answer.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Event event = events.take();
            byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.add("Content-Type", "application/json");
            headers.add("Lambda-Runtime-Aws-Request-Id", event.id());
            headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
            headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:foley");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring((API + "invocation/").length()).split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
        if (path[1].equals("response")) {
            answers.remove(path[0]).complete(new JsonObject(body));
        } else {
            answers.remove(path[0]).completeExceptionally(new IllegalStateException(body));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
