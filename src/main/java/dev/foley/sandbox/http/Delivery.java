package dev.foley.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import dev.foley.sandbox.fault.Trouble;
import dev.foley.sandbox.witness.SeenRequest;
import dev.foley.sandbox.witness.Witness;
import io.netty.channel.ChannelOption;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/** Sends answers, or lets happen to them what was asked for, and tells the witness. */
final class Delivery {

    private static final int WITNESSED_BODY = 8192;
    private static final int NO_ANSWER = 0;

    private final Scheduler scheduler;
    private final Witness witness;
    private final Clock clock;

    Delivery(Scheduler scheduler, Witness witness, Clock clock) {
        this.scheduler = scheduler;
        this.witness = witness;
        this.clock = clock;
    }

    /** Sends an answer to a request without a body. */
    void send(HttpServerRequest request, Answer answer) {
        send(request, new byte[0], answer);
    }

    /** Sends an answer as soon as what must have happened before has happened. */
    void send(HttpServerRequest request, byte[] body, Answer answer) {
        answer.after().onComplete(event -> {
            Trouble trouble = answer.trouble().orElse(null);
            boolean answered = !(trouble instanceof Trouble.Reset) && !(trouble instanceof Trouble.Lost);
            witness.saw(seen(request, body, answered ? answer.reply().status() : NO_ANSWER,
                    answered ? answer.reply().code() : null, answer.taskId(), trouble));
            delay(trouble, () -> write(request, answer.reply(), trouble));
        });
    }

    /** Answers without telling the witness. */
    void answer(HttpServerRequest request, Answer answer) {
        write(request, answer.reply(), null);
    }

    /** Tells the witness of a request that is answered elsewhere. */
    void saw(HttpServerRequest request, int status, @Nullable String taskId, @Nullable Trouble trouble) {
        witness.saw(seen(request, new byte[0], status, null, taskId, trouble));
    }

    /** Runs now, or later if the trouble is a slow answer. */
    void delay(@Nullable Trouble trouble, Runnable then) {
        if (trouble instanceof Trouble.Slow slow) {
            scheduler.after(slow.delay(), then);
        } else {
            then.run();
        }
    }

    /** Gives no answer: the connection is reset, or left open for the client to give up on. */
    void breakOff(HttpServerRequest request, Trouble trouble) {
        if (trouble instanceof Trouble.Reset) {
            if (request.connection() instanceof ConnectionBase connection) {
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            }
            request.connection().close();
        }
    }

    private void write(HttpServerRequest request, Reply reply, @Nullable Trouble trouble) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (trouble instanceof Trouble.Reset || trouble instanceof Trouble.Lost) {
            breakOff(request, trouble);
            return;
        }
        response.setStatusCode(reply.status());
        response.putHeader("Content-Type", reply.contentType());
        if (reply.code() != null && !request.headers().contains("Cookie")) {
            response.putHeader("Set-Cookie", String.format(Locale.ROOT, "JSESSIONID=%s; Path=/; HttpOnly",
                    UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT)));
        }
        Buffer body = Buffer.buffer(reply.body());
        if (isGzipAsked(request)) {
            response.putHeader("Content-Encoding", "gzip");
            body = Buffer.buffer(gzipped(reply.body()));
        }
        if (trouble instanceof Trouble.Cut) {
            response.putHeader("Content-Length", "" + body.length());
            response.write(body.slice(0, body.length() / 2)).onComplete(written -> request.connection().close());
        } else {
            response.end(body);
        }
    }

    /** Clients that ask for it say so plainly; a weight of zero is not among what they send. */
    private static boolean isGzipAsked(HttpServerRequest request) {
        return String.valueOf(request.getHeader("Accept-Encoding")).toLowerCase(Locale.ROOT).contains("gzip");
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private SeenRequest seen(HttpServerRequest request, byte[] body, int status, @Nullable Integer code,
            @Nullable String taskId, @Nullable Trouble trouble) {
        String text = Buffer.buffer(body).toString();
        return new SeenRequest(Instant.now(clock), request.method().name(), request.uri(), headers(request.headers()),
                text.length() > WITNESSED_BODY ? text.substring(0, WITNESSED_BODY) : text, status, code, taskId,
                trouble == null ? null : trouble.toString());
    }

    private static Map<String, String> headers(MultiMap headers) {
        Map<String, String> seen = new TreeMap<>();
        headers.forEach((name, value) -> seen.merge(name.toLowerCase(Locale.ROOT),
                name.equalsIgnoreCase("Authorization") ? "***" : value, (one, other) -> one + ", " + other));
        return seen;
    }
}
