package dev.foley;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.foley.error.DownloadException;
import dev.foley.error.DownloadException.Reason;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;

/** The body of one answer, held back until somebody reads it; a fault before that is kept for whoever does. */
final class MediaBody {
    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final Context context = Vertx.currentContext();
    private final AtomicReference<Throwable> early = new AtomicReference<>();
    private volatile Buffer beginning = Buffer.buffer();
    private volatile boolean ended;

    /** To be called on the response's own context, as soon as it is there: Vert.x reports a fault but once. */
    MediaBody(HttpClientRequest request, HttpClientResponse response) {
        this.request = request;
        this.response = response;
        response.pause();
        response.exceptionHandler(early::set);
    }

    /** Closes the connection, because the rest of the body is not wanted. Does nothing once the response has ended. */
    void discard() {
        try {
            response.exceptionHandler(expected -> {});
        } catch (IllegalStateException ended) {
            // Vert.x 4.5.27 accepts no handler once the response has ended, also by a fault.
            return;
        }
        request.reset();
    }

    /** The first bytes that come, which are read again as part of {@link #bytes}; empty where the body is; fails when it breaks off before. */
    Uni<Buffer> beginning() {
        return Uni.createFrom().emitter(first -> {
            response.handler(bytes -> {
                beginning = bytes.getDelegate();
                first.complete(beginning);
            });
            response.endHandler(() -> {
                ended = true;
                first.complete(beginning);
            });
            response.exceptionHandler(fault -> {
                early.set(fault);
                first.fail(fault);
            });
            response.fetch(1);
        });
    }

    /** @param maxSize in bytes; more fail as {@link Reason#TOO_LARGE} */
    Multi<Buffer> bytes(String host, long maxSize) {
        AtomicLong received = new AtomicLong();
        return Multi.createFrom()
                .deferred(this::stream)
                .runSubscriptionOn(context::runOnContext)
                .invoke(buffer -> checkSize(received.addAndGet(buffer.length()), maxSize))
                .onFailure(fault -> !(fault instanceof DownloadException))
                .transform(fault -> new DownloadException(Reason.UNAVAILABLE,
                        String.format(Locale.ROOT, "%s broke off after %d bytes", host, received.get()), fault))
                .onFailure()
                .invoke(this::discard)
                .onCancellation()
                .invoke(this::discard);
    }

    private Multi<Buffer> stream() {
        Multi<Buffer> first = beginning.length() == 0 ? Multi.createFrom().empty() : Multi.createFrom().item(beginning);
        return Multi.createBy().concatenating().streams(first, Multi.createFrom().deferred(this::rest));
    }

    private Multi<Buffer> rest() {
        Throwable fault = early.get();
        if (fault != null) {
            return Multi.createFrom().failure(fault);
        }
        return ended
                ? Multi.createFrom().empty()
                : response.toMulti().map(io.vertx.mutiny.core.buffer.Buffer::getDelegate);
    }

    static void checkSize(long bytes, long maxSize) {
        if (bytes > maxSize) {
            throw new DownloadException(Reason.TOO_LARGE,
                    String.format(Locale.ROOT, "it is larger than foley.download.max-size, %d bytes", maxSize));
        }
    }
}
