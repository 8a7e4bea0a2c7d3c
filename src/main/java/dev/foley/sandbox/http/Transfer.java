package dev.foley.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends a file piece by piece, no faster than it is read, so that a slow reader holds one piece in memory and no
 * more.
 */
final class Transfer {

    private static final int PIECE = 64 << 10;

    private final HttpServerResponse response;
    private final byte[] bytes;
    private final int end;
    private final Promise<Void> over = Promise.promise();
    private int position;

    private Transfer(HttpServerResponse response, byte[] bytes, int start, int end) {
        this.response = response;
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** @return done when all is sent, or failed when the reader has gone; the response is not ended */
    static Future<Void> send(HttpServerResponse response, byte[] bytes, int start, int end) {
        if (response.closed()) {
            return Future.failedFuture("closed");
        }
        Transfer transfer = new Transfer(response, bytes, start, end);
        response.exceptionHandler(transfer.over::tryFail);
        response.closeHandler(closed -> transfer.over.tryFail("closed"));
        response.drainHandler(drained -> transfer.go());
        transfer.go();
        return transfer.over.future();
    }

    /** Moves on before each piece is written, since a write may call the drain handler, and so this, at once. */
    private void go() {
        while (position < end && !response.closed() && !response.writeQueueFull()) {
            int length = Math.min(PIECE, end - position);
            int start = position;
            position += length;
            response.write(Buffer.buffer(length).appendBytes(bytes, start, length));
        }
        if (position >= end) {
            over.tryComplete();
        }
    }
}
