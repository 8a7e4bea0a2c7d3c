package dev.foley.facade.rest;

import java.util.Optional;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import dev.foley.facade.JobAudio;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends audio, no faster than the caller takes it. Handing the {@code Multi} to quarkus-rest would do neither of two
 * things: send a Content-Length, and break the connection when the source breaks off, without which a caller would
 * take half a sound for a whole one.
 */
final class AudioTransfer {
    private static final Logger LOG = Logger.getLogger(AudioTransfer.class);
    /** It is its caller's alone, who may lose the right to it or delete it: a stored copy is asked about each time. */
    private static final String ASK_AGAIN = "private, no-cache";

    private final JobAudio audio;
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    AudioTransfer(JobAudio audio, RoutingContext exchange) {
        this.audio = audio;
        this.request = exchange.request();
        this.response = exchange.response();
    }

    /**
     * Completes once all has been sent, or given up. Fails only while nothing has been sent: with a 412, with
     * {@link RangeNotSatisfiableException}, or as the source did.
     */
    Uni<Void> answer() {
        String tag = entityTag();
        if (tag != null) {
            checkWanted(tag);
        }
        if (tag != null && EntityTags.isKnown(request.headers(), tag)) {
            audio.discard();
            response.setStatusCode(Status.NOT_MODIFIED.getStatusCode());
            validators();
            return uni(response.end());
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            audio.discard();
            announce(null);
            return uni(response.end());
        }
        return wanted().map(range -> send(audio.stretches().read(range.first(), range.length()), range))
                .orElseGet(() -> send(audio.bytes(), null));
    }

    private void checkWanted(String tag) {
        try {
            EntityTags.check(request.headers(), tag);
        } catch (ClientErrorException refused) {
            audio.discard();
            throw refused;
        }
    }

    private Optional<ByteRange> wanted() {
        String ifRange = request.getHeader("If-Range");
        boolean same = ifRange == null || ifRange.equals(entityTag());
        return audio.stretches() != null && same
                ? ByteRange.of(request.getHeader("Range"), audio.length())
                : Optional.empty();
    }

    private Uni<Void> send(Multi<Buffer> bytes, @Nullable ByteRange range) {
        return bytes.onItem()
                .transformToUniAndConcatenate(piece -> write(piece, range))
                .onItem()
                .ignoreAsUni()
                .chain(() -> end(range))
                .onFailure(fault -> response.headWritten())
                .recoverWithUni(this::breakOff);
    }

    private Uni<Void> write(Buffer bytes, @Nullable ByteRange range) {
        if (!response.headWritten()) {
            announce(range);
        }
        return uni(response.write(bytes));
    }

    private Uni<Void> end(@Nullable ByteRange range) {
        if (!response.headWritten()) {
            announce(range);
        }
        return uni(response.end());
    }

    private void announce(@Nullable ByteRange range) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, audio.mediaType())
                .putHeader(HttpHeaders.CONTENT_DISPOSITION,
                        FileNames.attachment(audio.title(), audio.fileExtension()));
        validators();
        if (audio.ranges()) {
            response.putHeader("Accept-Ranges", "bytes");
        }
        Long length = range == null ? audio.length() : (Long) range.length();
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, length.toString());
        }
        String contentRange = range == null ? audio.contentRange() : range.of(audio.length());
        if (contentRange != null) {
            response.setStatusCode(Status.PARTIAL_CONTENT.getStatusCode()).putHeader("Content-Range", contentRange);
        }
    }

    private void validators() {
        response.putHeader(HttpHeaders.CACHE_CONTROL, ASK_AGAIN);
        // CORS adds a value of its own.
        response.headers().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        if (audio.sha256() != null) {
            response.putHeader(HttpHeaders.ETAG, entityTag());
        }
    }

    private @Nullable String entityTag() {
        return audio.sha256() == null ? null : EntityTags.strong(audio.sha256());
    }

    private Uni<Void> breakOff(Throwable fault) {
        LOG.logf(response.closed() ? Logger.Level.DEBUG : Logger.Level.WARN, "Audio broke off: %s", fault.getMessage());
        response.reset();
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> uni(Future<Void> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }
}
