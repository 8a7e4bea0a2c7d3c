package dev.foley.facade.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import dev.foley.facade.Jobs;
import io.smallrye.mutiny.Uni;
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
        return jobs.audio(id).chain(audio -> new AudioTransfer(audio, exchange).answer());
    }
}
