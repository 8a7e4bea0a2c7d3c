package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** This replica's hands: claims due work and does it. Any number of replicas do the same beside it. */
@ApplicationScoped
class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final Claims claims;
    private final Unsent unsent;
    private final JobStore store;
    private final Submitting submitting;
    private final Polling polling;
    private final Fetching fetching;
    private final Transitions transitions;
    private final Traces traces;
    private final LedgerConfig config;
    private final RetentionConfig retention;
    private final UUID owner = UUID.randomUUID();
    private final InFlight submits = new InFlight();
    private final InFlight polls = new InFlight();
    private final InFlight fetches = new InFlight();
    private final Loop submitLoop;
    private final Loop pollLoop;
    private final Loop fetchLoop;
    private final Loop careLoop;

    Worker(Claims claims, Unsent unsent, JobStore store, Submitting submitting, Polling polling, Fetching fetching,
            Transitions transitions, Traces traces, LedgerConfig config, RetentionConfig retention,
            Scheduler scheduler) {
        this.claims = claims;
        this.unsent = unsent;
        this.store = store;
        this.submitting = submitting;
        this.polling = polling;
        this.fetching = fetching;
        this.transitions = transitions;
        this.traces = traces;
        this.config = config;
        this.retention = retention;
        Duration tick = config.tick();
        this.submitLoop = new Loop("Submitting jobs", scheduler, tick, this::submitRound);
        this.pollLoop = new Loop("Polling tasks", scheduler, tick, this::pollRound);
        this.fetchLoop = new Loop("Fetching audio", scheduler, tick, this::fetchRound);
        this.careLoop = new Loop("Caring for leases and deadlines", scheduler, tick, this::careRound);
    }

    void start() {
        List.of(careLoop, submitLoop, pollLoop, fetchLoop).forEach(Loop::start);
    }

    /** A job has come into that state. */
    void kick(State state) {
        switch (state) {
            case QUEUED -> submitLoop.kick();
            case GENERATING, UNCERTAIN -> pollLoop.kick();
            case FETCHING -> fetchLoop.kick();
            default -> {
            }
        }
    }

    /** Takes the next step of a job that is due, where nobody else does. */
    Uni<Void> advance(LedgerJob job) {
        return switch (job.state()) {
            case QUEUED -> submitOne().chain(Worker::finished);
            case SUBMITTING -> store.expireSubmissions().invoke(this::expired).replaceWithVoid();
            case GENERATING, UNCERTAIN -> claims.poll(owner, job.id()).chain(claim -> finished(claim.map(this::poll)));
            case FETCHING -> claims.fetch(owner, 1, job.id())
                    .chain(claimed -> finished(claimed.stream().findFirst().map(this::fetch)));
            default -> Uni.createFrom().voidItem();
        };
    }

    /** Takes the steps that are due, of whichever jobs, until there are no more. */
    Uni<Void> catchUp() {
        return careRound().chain(this::dueSteps);
    }

    private Uni<Void> dueSteps() {
        return Uni.combine()
                .all()
                .unis(submitOne(), pollOne(), fetchSome(config.fetches()))
                .asTuple()
                .chain(claimed -> {
                    List<CompletableFuture<Void>> work = Stream
                            .of(claimed.getItem1().stream(), claimed.getItem2().stream(), claimed.getItem3().stream())
                            .<CompletableFuture<Void>>flatMap(step -> step)
                            .toList();
                    return work.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : Uni.createFrom()
                                    .completionStage(CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)))
                                    .chain(this::dueSteps);
                });
    }

    private static Uni<Void> finished(Optional<CompletableFuture<Void>> work) {
        return work.map(future -> Uni.createFrom().completionStage(future)).orElse(Uni.createFrom().voidItem());
    }

    private Uni<Loop.Rest> submitRound() {
        return submitOne().chain(claimed -> claimed.isPresent()
                ? Uni.createFrom().item(Loop.Rest.NONE)
                : claims.untilSubmit());
    }

    private Uni<Optional<CompletableFuture<Void>>> submitOne() {
        UUID claim = UUID.randomUUID();
        return claims.submit(claim)
                .onFailure()
                .call(() -> unsent.takeBack(claim))
                .map(claimed -> claimed.map(job -> submit(job, claim)));
    }

    private CompletableFuture<Void> submit(Claims.Paced claimed, UUID claim) {
        return submits.start(claimed.job(),
                traces.step("job submit", claimed.job(), () -> submitting.submit(claimed, claim)), pollLoop::kick);
    }

    private Uni<Loop.Rest> pollRound() {
        return pollOne().chain(claimed -> claimed.isPresent()
                ? Uni.createFrom().item(Loop.Rest.NONE)
                : claims.untilPoll());
    }

    private Uni<Optional<CompletableFuture<Void>>> pollOne() {
        return claims.poll(owner, null).map(claim -> claim.map(this::poll));
    }

    private CompletableFuture<Void> poll(Claims.Paced claim) {
        return polls.start(claim.job(), traces.step("job poll", claim.job(), () -> polling.poll(claim, owner)),
                fetchLoop::kick);
    }

    private Uni<Loop.Rest> fetchRound() {
        int free = config.fetches() - fetches.size();
        if (free <= 0) {
            return Uni.createFrom().item(aTick());
        }
        return fetchSome(free).chain(claimed -> claimed.size() == free
                ? Uni.createFrom().item(aTick())
                : claims.untilFetch());
    }

    private Uni<List<CompletableFuture<Void>>> fetchSome(int most) {
        return claims.fetch(owner, most, null).map(jobs -> jobs.stream().map(this::fetch).toList());
    }

    private CompletableFuture<Void> fetch(LedgerJob job) {
        return fetches.start(job, traces.step("job fetch", job, () -> fetching.fetch(job, owner)), fetchLoop::kick);
    }

    private Uni<Loop.Rest> careRound() {
        return unsent.takeBackAll()
                .chain(store::expireSubmissions)
                .invoke(this::expired)
                .chain(store::giveUp)
                .invoke(ended -> ended.forEach(job -> transitions.ended(job, "its deadline has passed")))
                .chain(() -> store.forget(retention.period()))
                .invoke(gone -> gone.forEach(job -> JobLog.info(job, "removed, with its audio")))
                .replaceWith(this::aTick);
    }

    private Loop.Rest aTick() {
        return new Loop.Rest(config.tick(), false);
    }

    private void expired(List<Transition> submissions) {
        submissions.forEach(job -> transitions.ended(job, "whoever sent it did not come back"));
    }

    /** Takes on nothing new, and completes when what is under way has ended, or what may be is handed back. */
    Uni<Void> drain() {
        CompletableFuture<?>[] rounds = Stream.of(submitLoop, pollLoop, fetchLoop, careLoop)
                .map(Loop::stop)
                .toArray(CompletableFuture[]::new);
        return Uni.createFrom()
                .completionStage(CompletableFuture.allOf(rounds)
                        .thenCompose(idle -> CompletableFuture.allOf(submits.ended(), polls.ended(), fetches.ended())))
                .ifNoItem()
                .after(config.drain())
                .recoverWithUni(Uni.createFrom().voidItem())
                .chain(() -> claims.handBack(owner))
                .invoke(count -> LOG.infof("The ledger has stopped; %d jobs are handed back", count))
                .replaceWithVoid();
    }
}
