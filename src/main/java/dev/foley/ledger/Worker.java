package dev.foley.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** This replica's hands: claims due work and does it. Any number of replicas do the same beside it. */
@ApplicationScoped
class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    /** From the queue to the store there are three; a few more where others come first in the queue. */
    private static final int MOST_STEPS = 10;

    private final Claims claims;
    private final Unsent unsent;
    private final JobStore store;
    private final Submitting submitting;
    private final Polling polling;
    private final Fetching fetching;
    private final Maintenance maintenance;
    private final Traces traces;
    private final LedgerConfig config;
    private volatile long maintained = Long.MIN_VALUE / 2;
    private final InFlight submits = new InFlight();
    private final InFlight polls = new InFlight();
    private final InFlight fetches = new InFlight();
    private final Loop submitLoop;
    private final Loop pollLoop;
    private final Loop fetchLoop;
    private final Loop careLoop;

    Worker(Claims claims, Unsent unsent, JobStore store, Submitting submitting, Polling polling, Fetching fetching,
            Maintenance maintenance, Traces traces, LedgerConfig config, Scheduler scheduler) {
        this.claims = claims;
        this.unsent = unsent;
        this.store = store;
        this.submitting = submitting;
        this.polling = polling;
        this.fetching = fetching;
        this.maintenance = maintenance;
        this.traces = traces;
        this.config = config;
        Duration tick = config.tick();
        this.submitLoop = new Loop("Submitting jobs", scheduler, tick, this::submitRound);
        this.pollLoop = new Loop("Polling tasks", scheduler, tick, this::pollRound);
        this.fetchLoop = new Loop("Fetching audio", scheduler, tick, this::fetchRound);
        this.careLoop = new Loop("Caring for leases and deadlines", scheduler, tick, this::careRound);
    }

    /** Where it is to run in the background. */
    void start() {
        if (config.worker()) {
            List.of(careLoop, submitLoop, pollLoop, fetchLoop).forEach(Loop::start);
        }
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

    /**
     * Where nothing runs in the background: takes the steps of these jobs that are due, up to their stored audio, one job after
     * the other, and a piece of everybody's maintenance. Completes with false where a worker runs, which does all that itself.
     */
    Uni<Boolean> drive(Collection<UUID> ids) {
        if (config.worker()) {
            return Uni.createFrom().item(false);
        }
        long now = System.nanoTime();
        boolean due = now - maintained > config.tick().toNanos();
        maintained = due ? now : maintained;
        return (due ? maintenance.round() : Uni.createFrom().item(false))
                .onItem()
                .transformToMulti(more -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(id -> drive(id, MOST_STEPS))
                .onItem()
                .ignoreAsUni()
                .replaceWith(true);
    }

    private Uni<Void> drive(UUID id, int most) {
        return store.find(id)
                .map(found -> found.filter(LedgerJob::due).filter(job -> most > 0))
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : advance(due.get()).chain(taken -> taken ? drive(id, most - 1) : Uni.createFrom().voidItem()));
    }

    /** Whether a step was taken, of this job where it has one, and otherwise of whichever job is next in the queue. */
    private Uni<Boolean> advance(LedgerJob job) {
        return switch (job.state()) {
            case QUEUED -> submitOne().chain(Worker::finished);
            case GENERATING, UNCERTAIN -> pollOne(job.id()).chain(Worker::finished);
            case FETCHING -> fetchSome(1, job.id()).chain(claimed -> finished(claimed.stream().findFirst()));
            default -> Uni.createFrom().item(false);
        };
    }

    /** Takes the steps that are due, of whichever jobs, until there are no more. */
    Uni<Void> catchUp() {
        return maintenance.round().chain(more -> more ? catchUp() : dueSteps());
    }

    private Uni<Void> dueSteps() {
        return Uni.combine()
                .all()
                .unis(submitOne(), pollOne(null), fetchSome(config.fetches(), null))
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

    private static Uni<Boolean> finished(Optional<CompletableFuture<Void>> work) {
        return work.map(future -> Uni.createFrom().completionStage(future).replaceWith(true))
                .orElse(Uni.createFrom().item(false));
    }

    private Uni<Loop.Rest> submitRound() {
        return submits.size() >= config.submits()
                ? Uni.createFrom().item(aTick())
                : submitOne().chain(claimed -> claimed.isPresent()
                        ? Uni.createFrom().item(Loop.Rest.NONE)
                        : claims.untilSubmit());
    }

    private Uni<Optional<CompletableFuture<Void>>> submitOne() {
        UUID claim = UUID.randomUUID();
        return claims.submit(claim)
                .onFailure()
                .call(() -> unsent.takeBack(claim, Duration.ZERO, false))
                .map(claimed -> claimed.map(job -> submit(job, claim)));
    }

    private CompletableFuture<Void> submit(Claims.Paced claimed, UUID claim) {
        return submits.start(claimed.job(), claim,
                traces.step("job submit", claimed.job(), () -> submitting.submit(claimed, claim)), () -> {
                    submitLoop.kick();
                    pollLoop.kick();
                });
    }

    private Uni<Loop.Rest> pollRound() {
        return pollOne(null).chain(claimed -> claimed.isPresent()
                ? Uni.createFrom().item(Loop.Rest.NONE)
                : claims.untilPoll());
    }

    private Uni<Optional<CompletableFuture<Void>>> pollOne(@Nullable UUID only) {
        UUID claim = UUID.randomUUID();
        return claims.poll(claim, only).map(claimed -> claimed.map(job -> poll(job, claim)));
    }

    private CompletableFuture<Void> poll(Claims.Paced claimed, UUID claim) {
        return polls.start(claimed.job(), claim,
                traces.step("job poll", claimed.job(), () -> polling.poll(claimed, claim)), fetchLoop::kick);
    }

    private Uni<Loop.Rest> fetchRound() {
        int free = config.fetches() - fetches.size();
        if (free <= 0) {
            return Uni.createFrom().item(aTick());
        }
        int most = Math.min(free, roomOfHosts());
        return fetchSome(most, null).chain(claimed -> {
            if (claimed.size() == most) {
                return Uni.createFrom().item(most < free ? Loop.Rest.NONE : aTick());
            }
            // What is due at a busy host is taken once a fetch from there has ended, which kicks this loop.
            return busyHosts().isEmpty() ? claims.untilFetch() : Uni.createFrom().item(aTick());
        });
    }

    /** Half of the slots at most, so that one that is slow keeps nobody from the audio of another. */
    private int mostOfHost() {
        return (config.fetches() + 1) / 2;
    }

    private Map<String, Long> fetchesByHost() {
        return fetches.jobs().collect(Collectors.groupingBy(Worker::host, Collectors.counting()));
    }

    private List<String> busyHosts() {
        return fetchesByHost().entrySet()
                .stream()
                .filter(host -> host.getValue() >= mostOfHost())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many more may be taken of any host that is not busy. */
    private int roomOfHosts() {
        long fullest = fetchesByHost().values()
                .stream()
                .filter(count -> count < mostOfHost())
                .max(Long::compare)
                .orElse(0L);
        return mostOfHost() - (int) fullest;
    }

    /** As {@link Claims#FETCH} has it. */
    private static String host(LedgerJob job) {
        return String.valueOf(job.resultUrls().get(0).getRawAuthority());
    }

    private Uni<List<CompletableFuture<Void>>> fetchSome(int most, @Nullable UUID only) {
        UUID claim = UUID.randomUUID();
        return claims.fetch(claim, most, only, busyHosts())
                .map(jobs -> jobs.stream().map(job -> fetch(job, claim)).toList());
    }

    private CompletableFuture<Void> fetch(LedgerJob job, UUID claim) {
        return fetches.start(job, claim, traces.step("job fetch", job, () -> fetching.fetch(job, claim)),
                fetchLoop::kick);
    }

    private Uni<Loop.Rest> careRound() {
        return maintenance.round().map(more -> more ? Loop.Rest.NONE : aTick());
    }

    private Loop.Rest aTick() {
        return new Loop.Rest(config.tick(), false);
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
                .chain(() -> claims.handBack(held()))
                .invoke(count -> LOG.infof("The ledger has stopped; %d jobs are handed back", count))
                .replaceWithVoid();
    }

    /** What others may go on with at once: a submission is not among that. */
    private List<UUID> held() {
        return Stream.of(polls, fetches).flatMap(kind -> kind.claims().stream()).distinct().toList();
    }
}
