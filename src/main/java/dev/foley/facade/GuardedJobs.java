package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Asks of each call whether its caller may call, before anything is done: a second line of defence behind the HTTP access
 * policy, which a route that bypasses that one cannot bypass.
 */
final class GuardedJobs implements Jobs {
    private final Jobs jobs;
    private final Callers callers;

    GuardedJobs(Jobs jobs, Callers callers) {
        this.jobs = jobs;
        this.callers = callers;
    }

    private <T> Uni<T> allowed(Supplier<Uni<T>> call) {
        callers.check();
        return call.get();
    }

    @Override
    public Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey, boolean reuse) {
        return allowed(() -> jobs.create(request, idempotencyKey, reuse));
    }

    @Override
    public Uni<Job> find(String id) {
        return allowed(() -> jobs.find(id));
    }

    @Override
    public Uni<JobAudio> audio(String id, AudioPart part) {
        return allowed(() -> jobs.audio(id, part));
    }

    @Override
    public Uni<Job> cancel(String id) {
        return allowed(() -> jobs.cancel(id));
    }

    @Override
    public Uni<Job> retry(String id, @Nullable String idempotencyKey) {
        return allowed(() -> jobs.retry(id, idempotencyKey));
    }

    @Override
    public Uni<Void> delete(String id) {
        return allowed(() -> jobs.delete(id));
    }

    @Override
    public Uni<BigDecimal> credits() {
        return allowed(jobs::credits);
    }

    @Override
    public Uni<CostSummary> costs(@Nullable Instant since, @Nullable String only) {
        return allowed(() -> jobs.costs(since, only));
    }

    @Override
    public Uni<List<Outcome>> createAll(List<SoundEffectRequest> requests, @Nullable String idempotencyKey) {
        return allowed(() -> jobs.createAll(requests, idempotencyKey));
    }

    @Override
    public Uni<JobPage> list(JobQuery query) {
        return allowed(() -> jobs.list(query));
    }

    @Override
    public Uni<Job> end(String id, Duration most) {
        return allowed(() -> jobs.end(id, most));
    }

    @Override
    public Multi<Job> watch(String id) {
        callers.check();
        return jobs.watch(id);
    }
}
