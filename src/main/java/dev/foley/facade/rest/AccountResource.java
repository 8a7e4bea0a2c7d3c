package dev.foley.facade.rest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.foley.facade.CostSummary;
import dev.foley.facade.Jobs;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What there is to spend, and what was spent. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {
    private final Jobs jobs;

    AccountResource(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @param credits left */
    record CreditsBody(BigDecimal credits) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CostsBody(Instant since, BigDecimal credits, long jobs, @Nullable List<CallerBody> callers) {
        record CallerBody(String caller, BigDecimal credits, long jobs) {}

        static CostsBody of(CostSummary costs) {
            return new CostsBody(costs.since(), costs.credits(), costs.jobs(), costs.callers() == null
                    ? null
                    : costs.callers()
                            .stream()
                            .map(one -> new CallerBody(one.caller(), one.credits(), one.jobs()))
                            .toList());
        }
    }

    @GET
    @Path("/credits")
    public Uni<RestResponse<CreditsBody>> credits() {
        return jobs.credits().map(CreditsBody::new).map(AccountResource::unstored);
    }

    @GET
    @Path("/costs")
    public Uni<RestResponse<CostsBody>> costs(@QueryParam("since") @Nullable String since,
            @QueryParam("caller") @Nullable String caller) {
        return jobs.costs(since == null ? null : QueryParameters.time("since", since), QueryParameters.caller(caller))
                .map(CostsBody::of)
                .map(AccountResource::unstored);
    }

    private static <T> RestResponse<T> unstored(T body) {
        return ResponseBuilder.ok(body).header(HttpHeaders.CACHE_CONTROL, JobAnswers.NO_STORE).build();
    }
}
