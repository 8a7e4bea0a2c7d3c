package dev.foley.facade.rest;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.foley.SoundEffectRequest;
import dev.foley.facade.CostSummary;
import dev.foley.facade.Job;
import dev.foley.facade.JobAudio;
import dev.foley.facade.JobPage;
import dev.foley.facade.JobQuery;
import dev.foley.facade.Jobs;
import dev.foley.facade.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Nothing works: the ground for what a test needs. */
abstract class NoJobs implements Jobs {
    @Override
    public Uni<Job> create(SoundEffectRequest request, String idempotencyKey, boolean reuse) {
        return nothing();
    }

    @Override
    public Uni<Job> find(String id) {
        return nothing();
    }

    @Override
    public Uni<JobAudio> audio(String id) {
        return nothing();
    }

    @Override
    public Uni<Job> cancel(String id) {
        return nothing();
    }

    @Override
    public Uni<Job> retry(String id, String idempotencyKey) {
        return nothing();
    }

    @Override
    public Uni<Void> delete(String id) {
        return nothing();
    }

    @Override
    public Uni<BigDecimal> credits() {
        return nothing();
    }

    @Override
    public Uni<CostSummary> costs(Instant since) {
        return nothing();
    }

    @Override
    public Uni<List<Outcome>> createAll(List<SoundEffectRequest> requests, String idempotencyKey) {
        return nothing();
    }

    @Override
    public Uni<JobPage> list(JobQuery query) {
        return nothing();
    }

    @Override
    public Uni<Job> end(String id, Duration most) {
        return nothing();
    }

    @Override
    public Multi<Job> watch(String id) {
        return nothing().toMulti().map(Job.class::cast);
    }

    private static <T> Uni<T> nothing() {
        return Uni.createFrom().failure(new UnsupportedOperationException());
    }
}
