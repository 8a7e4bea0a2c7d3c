package dev.foley.facade.rest;

import java.math.BigDecimal;
import java.time.Instant;

import dev.foley.SoundEffectRequest;
import dev.foley.facade.CostSummary;
import dev.foley.facade.Job;
import dev.foley.facade.JobAudio;
import dev.foley.facade.Jobs;
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

    private static <T> Uni<T> nothing() {
        return Uni.createFrom().failure(new UnsupportedOperationException());
    }
}
