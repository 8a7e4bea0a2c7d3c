package dev.foley.facade;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;

import dev.foley.SoundEffectRequest;
import dev.foley.ledger.Caller;
import dev.foley.ledger.Cost;
import dev.foley.ledger.Costs;
import dev.foley.ledger.CreatedJob;
import dev.foley.ledger.IdempotencyConflictException;
import dev.foley.ledger.JobFilter;
import dev.foley.ledger.JobLists;
import dev.foley.ledger.JobPosition;
import dev.foley.ledger.Ledger;
import dev.foley.ledger.LedgerJob;
import dev.foley.ledger.RemovedJobException;
import dev.foley.ledger.State;
import dev.foley.ledger.StoredAudio;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Jobs in the durable ledger. */
@ApplicationScoped
@Typed(LedgerJobs.class)
class LedgerJobs implements Jobs {
    /** No caller's own key can have it. */
    private static final char PLACE = '\n';

    private final Ledger ledger;
    private final JobLists lists;
    private final Costs costs;
    private final AccountBalance balance;
    private final Rules rules;
    private final Callers callers;
    private final Clock clock;

    LedgerJobs(Ledger ledger, JobLists lists, Costs costs, AccountBalance balance, Rules rules, Callers callers,
            Clock clock) {
        this.ledger = ledger;
        this.lists = lists;
        this.rules = rules;
        this.costs = costs;
        this.balance = balance;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public Uni<Job> create(SoundEffectRequest request, @Nullable String idempotencyKey, boolean reuse) {
        Caller caller = callers.current();
        return withOwnFaults(ledger.create(caller, request, idempotencyKey, reuse))
                .map(created -> view(created, caller));
    }

    @Override
    public Uni<Job> find(String id) {
        Caller caller = callers.current();
        return known(id, uuid -> job(caller, uuid).map(job -> LedgerJobView.of(job, caller)));
    }

    @Override
    public Uni<JobAudio> audio(String id, AudioPart part) {
        Caller caller = callers.current();
        return known(id, uuid -> job(caller, uuid).map(job -> audio(job, caller)));
    }

    /** Asked of the queue first: to look at a queued job might send it. */
    @Override
    public Uni<Job> cancel(String id) {
        Caller caller = callers.current();
        return known(id, uuid -> ledger.cancel(caller, uuid)
                .chain(() -> job(caller, uuid))
                .map(job -> LedgerJobView.of(job, caller))
                .invoke(job -> {
                    if (job.state() != JobState.CANCELLED) {
                        throw new JobNotQueuedException(job);
                    }
                }));
    }

    @Override
    public Uni<Job> retry(String id, @Nullable String idempotencyKey) {
        Caller caller = callers.current();
        return known(id, uuid -> withOwnFaults(ledger.retry(caller, uuid, idempotencyKey)).chain(fresh -> fresh
                .map(created -> Uni.createFrom().item(view(created, caller)))
                .orElseGet(() -> refused(caller, uuid, JobNotRetryableException::new))));
    }

    @Override
    public Uni<Void> delete(String id) {
        Caller caller = callers.current();
        return known(id, uuid -> ledger.delete(caller, uuid)
                .chain(deleted -> deleted
                        ? Uni.createFrom().voidItem()
                        : refused(caller, uuid, JobUnfinishedException::notRemovable)));
    }

    /** One after the other, so that they are queued in their order, and one connection serves a batch. */
    @Override
    public Uni<List<Outcome>> createAll(List<SoundEffectRequest> requests, @Nullable String idempotencyKey) {
        Caller caller = callers.current();
        return rules.checked(requests)
                .call(valid -> idempotencyKey == null
                        ? Uni.createFrom().voidItem()
                        : withOwnFaults(ledger.reserve(caller, idempotencyKey)))
                .onItem()
                .transformToMulti(valid -> Multi.createFrom().range(0, valid.size()))
                .onItem()
                .transformToUniAndConcatenate(place -> outcome(caller, requests.get(place),
                        idempotencyKey == null ? null : idempotencyKey + PLACE + place))
                .collect()
                .asList();
    }

    private Uni<Outcome> outcome(Caller caller, SoundEffectRequest request, @Nullable String idempotencyKey) {
        return withOwnFaults(ledger.create(caller, request, idempotencyKey, false))
                .<Outcome>map(created -> new Outcome.Created(view(created, caller)))
                .onFailure()
                .recoverWithItem(Outcome.Refused::new);
    }

    @Override
    public Uni<JobPage> list(JobQuery query) {
        Caller caller = callers.current();
        JobFilter filter = new JobFilter(
                query.states().stream().map(state -> State.valueOf(state.name())).collect(Collectors.toSet()),
                query.caller(), query.text());
        JobCursor after = query.after();
        return lists.page(caller, filter,
                after == null ? null : new JobPosition(after.createdAt(), after.id()), query.limit() + 1)
                .map(found -> JobPage.of(found.stream().map(job -> LedgerJobView.of(job, caller)).toList(),
                        query.limit()));
    }

    @Override
    public Uni<Job> end(String id, Duration most) {
        Caller caller = callers.current();
        return known(id, uuid -> ledger.end(caller, uuid)
                .ifNoItem()
                .after(most)
                .recoverWithUni(() -> ledger.find(caller, uuid))
                .map(found -> LedgerJobView.of(found.orElseThrow(JobNotFoundException::new), caller)));
    }

    @Override
    public Multi<Job> watch(String id) {
        Caller caller = callers.current();
        return known(id, uuid -> job(caller, uuid).map(LedgerJob::id)).onItem()
                .transformToMulti(uuid -> ledger.watch(caller, uuid))
                .map(job -> LedgerJobView.of(job, caller));
    }

    @Override
    public Uni<BigDecimal> credits() {
        return callers.checkBalanceIsShown().chain(balance::read);
    }

    @Override
    public Uni<CostSummary> costs(@Nullable Instant since, @Nullable String only) {
        Caller caller = callers.current();
        Instant from = since == null ? thisMonth() : since;
        return costs.since(caller, only, from).map(all -> summary(from, all, caller.admin()));
    }

    /** In UTC, as quotas have it. */
    private Instant thisMonth() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC)).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static CostSummary summary(Instant since, List<Cost> all, boolean named) {
        List<CostSummary.OfCaller> callers = all.stream()
                .map(cost -> new CostSummary.OfCaller(cost.caller(), cost.credits(), cost.jobs()))
                .toList();
        return new CostSummary(since, all.stream().map(Cost::credits).reduce(BigDecimal.ZERO, BigDecimal::add),
                all.stream().mapToLong(Cost::jobs).sum(), named ? callers : null);
    }

    private <T> Uni<T> refused(Caller caller, UUID id, Function<Job, JobException> why) {
        return job(caller, id).chain(job -> Uni.createFrom().failure(why.apply(LedgerJobView.of(job, caller))));
    }

    private Uni<LedgerJob> job(Caller caller, UUID id) {
        return ledger.find(caller, id).map(found -> found.orElseThrow(JobNotFoundException::new));
    }

    private JobAudio audio(LedgerJob job, Caller caller) {
        Job view = LedgerJobView.of(job, caller);
        StoredAudio stored = job.audio();
        if (stored == null) {
            throw view.state().isFinal() ? new JobFailedException(view) : JobUnfinishedException.noAudioYet(view);
        }
        AudioType type = AudioType.of(job.request().outputFormat(), stored.mediaType());
        return new JobAudio(job.request().text(), type.mediaType(), type.fileExtension(), stored.bytes(),
                stored.sha256(), ledger.audio(job, 0, stored.bytes()),
                (from, length) -> ledger.audio(job, from, length), true, null);
    }

    private static <T> Uni<T> withOwnFaults(Uni<T> written) {
        return written.onFailure(IdempotencyConflictException.class)
                .transform(conflict -> new IdempotencyKeyReusedException())
                .onFailure(RemovedJobException.class)
                .transform(removed -> new JobRemovedException());
    }

    private static Job view(CreatedJob created, Caller caller) {
        Job job = LedgerJobView.of(created.job(), caller);
        return created.replayed() ? job.asReplay() : job;
    }

    private static <T> Uni<T> known(String id, Function<UUID, Uni<T>> call) {
        return uuid(id).map(call).orElseGet(() -> Uni.createFrom().failure(new JobNotFoundException()));
    }

    /** In the one form in which ids are given out. */
    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id)).filter(parsed -> parsed.toString().equals(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
