package dev.foley.facade.rest;

import java.util.List;

import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.foley.facade.JobPage;
import dev.foley.facade.JobQuery;
import org.jspecify.annotations.Nullable;

/** A page of jobs as JSON. */
record PageBody(List<JobBody> items, Links links) {

    /** @param next absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(@Nullable String next) {}

    static PageBody of(JobPage page, JobQuery query, UriInfo uri) {
        List<JobBody> items = page.jobs().stream().map(job -> JobBody.of(job, JobPaths.of(job, uri))).toList();
        return new PageBody(items, new Links(page.next() == null ? null : JobPaths.of(query, page.next(), uri)));
    }
}
