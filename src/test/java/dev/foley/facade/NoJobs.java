package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Nothing works: the ground for what a test needs. */
public abstract class NoJobs implements Jobs {
    @Override
    public Uni<Job> create(SoundEffectRequest request, String idempotencyKey, boolean reuse) {
        return nothing();
    }

    @Override
    public Uni<Job> find(String id) {
        return nothing();
    }

    @Override
    public Uni<JobAudio> audio(String id, AudioPart part) {
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
    public Uni<CostSummary> costs(Instant since, String only) {
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
