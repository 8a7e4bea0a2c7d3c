package dev.foley.facade.rest;

import jakarta.ws.rs.core.HttpHeaders;

import dev.foley.facade.JobAudio;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * Sends audio, no faster than the caller takes it. Handing the {@code Multi} to quarkus-rest would do neither of two
 * things: send a Content-Length, and break the connection when the source breaks off, without which a caller would
 * take half a sound for a whole one.
 */
final class AudioTransfer {
    private static final Logger LOG = Logger.getLogger(AudioTransfer.class);

    private AudioTransfer() {}

    /** Completes once all has been sent, or given up; fails only while nothing has been sent. */
    static Uni<Void> send(JobAudio audio, RoutingContext exchange) {
        HttpServerResponse response = exchange.response();
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            audio.discard();
            announce(audio, response);
            return uni(response.end());
        }
        return audio.bytes()
                .onItem()
                .transformToUniAndConcatenate(bytes -> write(bytes, audio, response))
                .onItem()
                .ignoreAsUni()
                .chain(() -> end(audio, response))
                .onFailure(fault -> response.headWritten())
                .recoverWithUni(fault -> breakOff(fault, response));
    }

    private static Uni<Void> write(Buffer bytes, JobAudio audio, HttpServerResponse response) {
        if (!response.headWritten()) {
            announce(audio, response);
        }
        return uni(response.write(bytes));
    }

    private static Uni<Void> end(JobAudio audio, HttpServerResponse response) {
        if (!response.headWritten()) {
            announce(audio, response);
        }
        return uni(response.end());
    }

    private static void announce(JobAudio audio, HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, audio.mediaType())
                .putHeader(HttpHeaders.CONTENT_DISPOSITION,
                        FileNames.attachment(audio.title(), audio.fileExtension()));
        if (audio.length() == null) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, audio.length().toString());
        }
    }

    private static Uni<Void> breakOff(Throwable fault, HttpServerResponse response) {
        LOG.logf(response.closed() ? Logger.Level.DEBUG : Logger.Level.WARN, "Audio broke off: %s", fault.getMessage());
        response.reset();
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> uni(Future<Void> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }
}
