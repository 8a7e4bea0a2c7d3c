package dev.foley.facade.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import dev.foley.facade.FacadeConfig;
import dev.foley.facade.Job;
import dev.foley.facade.JobState;
import dev.foley.facade.Jobs;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with a job, at its end where the caller would rather wait for that. */
@ApplicationScoped
class JobAnswers {
    static final String NO_STORE = "no-store";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final Jobs jobs;
    private final PollHint pollHint;
    private final Duration maxWait;

    JobAnswers(Jobs jobs, PollHint pollHint, FacadeConfig config) {
        this.jobs = jobs;
        this.pollHint = pollHint;
        this.maxWait = config.maxWait();
    }

    RestResponse<JobBody> seen(Job job, UriInfo uri) {
        return of(Status.OK, job, uri).build();
    }

    Uni<RestResponse<JobBody>> seen(Job job, List<String> prefer, UriInfo uri) {
        Optional<Duration> wait = WaitPreference.of(prefer, maxWait);
        return end(job, wait).map(end -> applied(of(Status.OK, end, uri), wait).build());
    }

    /** To a request for a job: 202 while there is something to wait for, 200 when there is not. */
    Uni<RestResponse<JobBody>> started(Job job, List<String> prefer, UriInfo uri) {
        Optional<Duration> wait = WaitPreference.of(prefer, maxWait);
        return end(job, wait)
                .map(end -> applied(of(end.state().isFinal() ? Status.OK : Status.ACCEPTED, end, uri), wait)
                        .header(HttpHeaders.LOCATION, JobPaths.of(end, uri))
                        .build());
    }

    /** A wait that fails must not hide a job that is there. */
    private Uni<Job> end(Job job, Optional<Duration> wait) {
        return wait.isEmpty() || job.state().isFinal() || job.state() == JobState.UNCERTAIN
                ? Uni.createFrom().item(job)
                : jobs.end(job.id(), wait.get()).onFailure().recoverWithItem(job);
    }

    private static ResponseBuilder<JobBody> applied(ResponseBuilder<JobBody> answer, Optional<Duration> wait) {
        return wait.map(applied -> answer.header(PREFERENCE_APPLIED, "wait=" + applied.toSeconds())).orElse(answer);
    }

    private ResponseBuilder<JobBody> of(Status status, Job job, UriInfo uri) {
        ResponseBuilder<JobBody> answer = ResponseBuilder
                .create(status, JobBody.of(job, JobPaths.of(job, uri)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        return job.state().isFinal() ? answer : answer.header(HttpHeaders.RETRY_AFTER, pollHint.secondsFor(job));
    }
}
