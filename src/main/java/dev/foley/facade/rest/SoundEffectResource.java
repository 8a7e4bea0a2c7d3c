package dev.foley.facade.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Job;
import dev.foley.facade.Jobs;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Sound effects over HTTP. What each call takes and answers is told by META-INF/openapi.yaml. */
@Path("/v1/sound-effects")
@Produces(MediaType.APPLICATION_JSON)
class SoundEffectResource {
    private static final String NO_STORE = "no-store";

    private final Jobs jobs;
    private final RequestBodies bodies;
    private final RequestReader reader;
    private final PollHint pollHint;

    SoundEffectResource(Jobs jobs, RequestBodies bodies, RequestReader reader, PollHint pollHint) {
        this.jobs = jobs;
        this.bodies = bodies;
        this.reader = reader;
        this.pollHint = pollHint;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<JobBody>> create(@Context RoutingContext exchange,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Context UriInfo uri) {
        return bodies.read(exchange)
                .map(reader::read)
                .chain(request -> jobs.create(request, idempotencyKey))
                .map(job -> answer(Status.ACCEPTED, job, uri));
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<JobBody>> find(@PathParam("id") String id, @Context UriInfo uri) {
        return jobs.find(id).map(job -> answer(Status.OK, job, uri));
    }

    @GET
    @Path("/{id}/audio")
    @Produces({"audio/mpeg", "audio/ogg", "audio/pcm", "audio/basic", "audio/x-alaw-basic", "audio/wav",
            MediaType.APPLICATION_OCTET_STREAM})
    public Uni<Void> audio(@PathParam("id") String id, @Context RoutingContext exchange) {
        return jobs.audio(id).chain(audio -> AudioTransfer.send(audio, exchange));
    }

    private RestResponse<JobBody> answer(Status status, Job job, UriInfo uri) {
        String self = JobPaths.of(job, uri);
        ResponseBuilder<JobBody> answer = ResponseBuilder.create(status, JobBody.of(job, self))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (status == Status.ACCEPTED) {
            answer.header(HttpHeaders.LOCATION, self);
        }
        if (!job.state().isFinal()) {
            answer.header(HttpHeaders.RETRY_AFTER, pollHint.secondsFor(job));
        }
        return answer.build();
    }
}
