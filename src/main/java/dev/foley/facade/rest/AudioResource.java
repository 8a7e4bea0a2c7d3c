package dev.foley.facade.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import dev.foley.facade.AudioPart;
import dev.foley.facade.Jobs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The sounds themselves. */
@Path("/v1/sound-effects")
class AudioResource {
    private final Jobs jobs;

    AudioResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Path("/{id}/audio")
    @Produces({"audio/mpeg", "audio/ogg", "audio/pcm", "audio/basic", "audio/x-alaw-basic", "audio/wav",
            MediaType.APPLICATION_OCTET_STREAM})
    public Uni<Void> audio(@PathParam("id") String id, @Context RoutingContext exchange) {
        return jobs.audio(id, wanted(exchange.request())).chain(audio -> new AudioTransfer(audio, exchange).answer());
    }

    /** A Range counts for GET alone. One with an If-Range depends on the audio's tag, which {@link AudioTransfer} knows. */
    private static AudioPart wanted(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return AudioPart.DESCRIPTION;
        }
        String range = request.getHeader("Range");
        return ByteRange.isSingle(range) && !request.headers().contains("If-Range")
                ? AudioPart.range(range)
                : AudioPart.WHOLE;
    }
}
