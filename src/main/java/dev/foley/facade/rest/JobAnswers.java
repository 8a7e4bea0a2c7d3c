package dev.foley.facade.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.Job;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with a job. */
@ApplicationScoped
class JobAnswers {
    static final String NO_STORE = "no-store";

    private final PollHint pollHint;

    JobAnswers(PollHint pollHint) {
        this.pollHint = pollHint;
    }

    RestResponse<JobBody> seen(Job job, UriInfo uri) {
        return of(Status.OK, job, uri).build();
    }

    /** To a request for a job: 202 while there is something to wait for, 200 when there is not. */
    RestResponse<JobBody> started(Job job, UriInfo uri) {
        return of(job.state().isFinal() ? Status.OK : Status.ACCEPTED, job, uri)
                .header(HttpHeaders.LOCATION, JobPaths.of(job, uri))
                .build();
    }

    private ResponseBuilder<JobBody> of(Status status, Job job, UriInfo uri) {
        ResponseBuilder<JobBody> answer = ResponseBuilder
                .create(status, JobBody.of(job, JobPaths.of(job, uri)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        return job.state().isFinal() ? answer : answer.header(HttpHeaders.RETRY_AFTER, pollHint.secondsFor(job));
    }
}
