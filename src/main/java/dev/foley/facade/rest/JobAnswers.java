package dev.foley.facade.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foley.facade.Computation;
import dev.foley.facade.FacadeConfig;
import dev.foley.facade.Job;
import dev.foley.facade.JobState;
import dev.foley.facade.Jobs;
import dev.foley.facade.LongRequests;
import dev.foley.facade.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with a job, at its end where the caller would rather wait for that. */
@ApplicationScoped
class JobAnswers {
    static final String NO_STORE = "no-store";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final Jobs jobs;
    private final LongRequests requests;
    private final PollHint pollHint;
    private final ObjectMapper json;
    private final Computation computation;
    private final Duration maxWait;

    JobAnswers(Jobs jobs, LongRequests requests, PollHint pollHint, ObjectMapper json, Computation computation,
            FacadeConfig config) {
        this.jobs = jobs;
        this.requests = requests;
        this.pollHint = pollHint;
        this.json = json;
        this.computation = computation;
        this.maxWait = config.maxWait();
    }

    /** Fails with {@link ProblemException} where one who would wait cannot: to be asked before anything is started. */
    void checkWait(List<String> prefer) {
        if (WaitPreference.of(prefer, maxWait).isPresent()) {
            requests.check(LongRequests.Kind.WAIT);
        }
    }

    RestResponse<byte[]> seen(Job job, UriInfo uri) {
        return of(Status.OK, job, encode(job, uri)).build();
    }

    /** Without a body where the caller has it already. */
    Uni<RestResponse<byte[]>> seen(Job job, List<String> prefer, MultiMap headers, UriInfo uri) {
        Optional<Duration> wait = WaitPreference.of(prefer, maxWait);
        return end(job, wait, fault -> !(fault instanceof ProblemException)).map(end -> {
            byte[] body = encode(end, uri);
            String tag = EntityTags.of(body);
            EntityTags.check(headers, tag);
            return applied(EntityTags.isKnown(headers, tag)
                    ? answer(Status.NOT_MODIFIED, end, tag)
                    : answer(Status.OK, end, tag).entity(body), wait).build();
        });
    }

    /** Fails with a 412 where the caller means the job as it no longer is. */
    Uni<Void> asItWas(String id, MultiMap headers, UriInfo uri) {
        return EntityTags.areWanted(headers)
                ? jobs.find(id)
                        .invoke(job -> EntityTags.check(headers, EntityTags.of(encode(job, uri))))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** To a request for a job: 202 while there is something to wait for, 200 when there is not. */
    Uni<RestResponse<byte[]>> started(Job job, List<String> prefer, UriInfo uri) {
        Optional<Duration> wait = WaitPreference.of(prefer, maxWait);
        return end(job, wait, fault -> true).map(end -> {
            ResponseBuilder<byte[]> answer = applied(
                    of(end.state().isFinal() ? Status.OK : Status.ACCEPTED, end, encode(end, uri)), wait)
                    .header(HttpHeaders.LOCATION, JobPaths.of(end, uri));
            return (job.replayed() ? answer.header(IdempotencyKey.REPLAYED, true) : answer).build();
        });
    }

    /** A wait that fails must not hide a job that is there; one that must end is answered with the job as it was. */
    private Uni<Job> end(Job job, Optional<Duration> wait, Predicate<Throwable> hidden) {
        return wait.isEmpty() || job.state().isFinal() || job.state() == JobState.UNCERTAIN
                ? Uni.createFrom().item(job)
                : requests.hold(LongRequests.Kind.WAIT,
                        ended -> Uni.join().first(jobs.end(job.id(), wait.get()), ended.replaceWith(job)).toTerminate())
                        .onFailure(hidden)
                        .recoverWithItem(job);
    }

    private static ResponseBuilder<byte[]> applied(ResponseBuilder<byte[]> answer, Optional<Duration> wait) {
        return wait.map(applied -> answer.header(PREFERENCE_APPLIED, "wait=" + applied.toSeconds())).orElse(answer);
    }

    private ResponseBuilder<byte[]> of(Status status, Job job, byte[] body) {
        return answer(status, job, EntityTags.of(body)).entity(body);
    }

    private ResponseBuilder<byte[]> answer(Status status, Job job, String tag) {
        ResponseBuilder<byte[]> answer = ResponseBuilder.<byte[]>create(status)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        return job.state().isFinal() ? answer : answer.header(HttpHeaders.RETRY_AFTER, pollHint.secondsFor(job));
    }

    /** The JSON of many jobs, whose texts may be long. */
    Uni<byte[]> encoded(Object jobs) {
        return computation.of(() -> json.writeValueAsBytes(jobs));
    }

    /** Once, for the tag and for the answer. */
    private byte[] encode(Job job, UriInfo uri) {
        try {
            return json.writeValueAsBytes(JobBody.of(job, JobPaths.of(job, uri)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }
}
