package dev.foley.facade.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Job;
import dev.foley.facade.Jobs;
import dev.foley.facade.LongRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What becomes of a job, as it happens. */
@Path("/v1/sound-effects")
class EventResource {
    private final Jobs jobs;
    private final EventStreams streams;
    private final LongRequests requests;

    EventResource(Jobs jobs, EventStreams streams, LongRequests requests) {
        this.jobs = jobs;
        this.streams = streams;
        this.requests = requests;
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<Void> events(@PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context RoutingContext exchange, @Context UriInfo uri) {
        return jobs.find(id)
                .chain(job -> knowsTheEnd(job, last)
                        ? nothingMore(exchange)
                        : requests.hold(LongRequests.Kind.EVENT_STREAM,
                                end -> streams.send(jobs.watch(id), JobPaths.of(job, uri), last, exchange, end)));
    }

    private static boolean knowsTheEnd(Job job, @Nullable String last) {
        return job.state().isFinal() && EventStream.idOf(job).equals(last);
    }

    /** 204 is what makes a browser's EventSource stay away. */
    private static Uni<Void> nothingMore(RoutingContext exchange) {
        return Uni.createFrom()
                .completionStage(exchange.response()
                        .setStatusCode(Status.NO_CONTENT.getStatusCode())
                        .putHeader(HttpHeaders.CACHE_CONTROL, JobAnswers.NO_STORE)
                        .end()
                        .toCompletionStage());
    }
}
