package dev.foley.facade.rest;

import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import dev.foley.facade.JobAudio;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Streams audio, no faster than the caller takes it. Returning the {@code Multi} from the resource would do neither of
 * two things: send a Content-Length, and break the connection when the source breaks off, without which a caller
 * would take half a sound for a whole one.
 */
@Provider
public class AudioWriter implements ServerMessageBodyWriter<JobAudio> {
    private static final Logger LOG = Logger.getLogger(AudioWriter.class);

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo target,
            MediaType mediaType) {
        return JobAudio.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JobAudio.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(JobAudio audio, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext exchange = (ResteasyReactiveRequestContext) context;
        HttpServerRequest request = exchange.serverRequest().unwrap(RoutingContext.class).request();
        HttpServerResponse response = request.response();
        exchange.suspend();
        if (audio.length() == null) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, audio.length().toString());
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            audio.discard();
            end(response, exchange);
        } else {
            stream(audio, response, exchange);
        }
    }

    private static void stream(JobAudio audio, HttpServerResponse response, ResteasyReactiveRequestContext exchange) {
        Cancellable transfer = audio.bytes()
                .onItem()
                .transformToUniAndConcatenate(bytes -> write(bytes, response))
                .onItem()
                .ignoreAsUni()
                .subscribe()
                .with(sent -> end(response, exchange), fault -> breakOff(fault, response, exchange));
        response.closeHandler(gone -> transfer.cancel());
    }

    private static Uni<Void> write(Buffer bytes, HttpServerResponse response) {
        return Uni.createFrom().completionStage(() -> response.write(bytes).toCompletionStage());
    }

    private static void end(HttpServerResponse response, ResteasyReactiveRequestContext exchange) {
        response.end().onComplete(ended -> exchange.resume());
    }

    private static void breakOff(Throwable fault, HttpServerResponse response,
            ResteasyReactiveRequestContext exchange) {
        if (response.headWritten()) {
            LOG.warnf("Audio broke off: %s", fault.getMessage());
            response.reset();
            exchange.resume();
        } else {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
            exchange.resume(fault);
        }
    }

    /** For writers on a blocking stream, which there is none here. */
    @Override
    public void writeTo(JobAudio audio, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> httpHeaders, OutputStream entityStream) {
        throw new UnsupportedOperationException("audio is never written blocking");
    }
}
