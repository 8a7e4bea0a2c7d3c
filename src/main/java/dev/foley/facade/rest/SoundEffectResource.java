package dev.foley.facade.rest;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Computation;
import dev.foley.facade.JobQuery;
import dev.foley.facade.Jobs;
import dev.foley.facade.http.RequestBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Sound effects over HTTP. What each call takes and answers is told by META-INF/openapi.yaml. */
@Path("/v1/sound-effects")
@Produces(MediaType.APPLICATION_JSON)
class SoundEffectResource {
    private final Jobs jobs;
    private final RequestBodies bodies;
    private final RequestReader reader;
    private final BatchReader batchReader;
    private final JobAnswers answers;
    private final Computation computation;

    SoundEffectResource(Jobs jobs, RequestBodies bodies, RequestReader reader, BatchReader batchReader,
            JobAnswers answers, Computation computation) {
        this.jobs = jobs;
        this.bodies = bodies;
        this.reader = reader;
        this.batchReader = batchReader;
        this.answers = answers;
        this.computation = computation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<byte[]>> create(@Context RoutingContext exchange,
            @HeaderParam(IdempotencyKey.HEADER) List<String> idempotencyKey,
            @HeaderParam(WaitPreference.HEADER) List<String> prefer, @QueryParam("reuse") @Nullable String reuse,
            @Context UriInfo uri) {
        String key = IdempotencyKey.of(idempotencyKey);
        boolean reused = QueryParameters.flag("reuse", reuse);
        answers.checkWait(prefer);
        return bodies.read(exchange)
                .map(reader::read)
                .chain(request -> jobs.create(request, key, reused))
                .chain(job -> answers.started(job, prefer, uri));
    }

    @POST
    @Path("/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<byte[]> createAll(@Context RoutingContext exchange,
            @HeaderParam(IdempotencyKey.HEADER) List<String> idempotencyKey, @Context UriInfo uri) {
        String key = IdempotencyKey.of(idempotencyKey);
        return bodies.read(exchange)
                .chain(body -> computation.of(() -> batchReader.read(body)))
                .chain(requests -> jobs.createAll(requests, key))
                .map(outcomes -> BatchBody.of(outcomes, uri, key != null))
                .chain(answers::encoded);
    }

    @GET
    public Uni<RestResponse<byte[]>> list(@QueryParam("state") List<String> states,
            @QueryParam("caller") @Nullable String caller, @QueryParam("text") @Nullable String text,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor, @Context UriInfo uri) {
        JobQuery query = QueryParameters.query(states, text, limit, cursor)
                .of(QueryParameters.caller(caller));
        return jobs.list(query)
                .map(page -> PageBody.of(page, query, uri))
                .chain(answers::encoded)
                .map(page -> ResponseBuilder.ok(page)
                        .header(HttpHeaders.CACHE_CONTROL, JobAnswers.NO_STORE)
                        .build());
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<byte[]>> find(@PathParam("id") String id,
            @HeaderParam(WaitPreference.HEADER) List<String> prefer, @Context HttpServerRequest request,
            @Context UriInfo uri) {
        return jobs.find(id).chain(job -> answers.seen(job, prefer, request.headers(), uri));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("id") String id, @Context HttpServerRequest request, @Context UriInfo uri) {
        return answers.asItWas(id, request.headers(), uri).chain(() -> jobs.delete(id));
    }

    @POST
    @Path("/{id}/cancel")
    public Uni<RestResponse<byte[]>> cancel(@PathParam("id") String id, @Context UriInfo uri) {
        return jobs.cancel(id).map(job -> answers.seen(job, uri));
    }

    @POST
    @Path("/{id}/retry")
    public Uni<RestResponse<byte[]>> retry(@PathParam("id") String id,
            @HeaderParam(IdempotencyKey.HEADER) List<String> idempotencyKey,
            @HeaderParam(WaitPreference.HEADER) List<String> prefer, @Context UriInfo uri) {
        answers.checkWait(prefer);
        return jobs.retry(id, IdempotencyKey.of(idempotencyKey)).chain(job -> answers.started(job, prefer, uri));
    }
}
