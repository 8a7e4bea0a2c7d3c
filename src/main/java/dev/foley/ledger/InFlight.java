package dev.foley.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;

/** What this replica is doing at the moment. */
final class InFlight {
    private static final String UNFINISHED = "a step could not be finished; another follows when its lease ends";

    private record Step(LedgerJob job, UUID claim) {}

    private final Map<CompletableFuture<?>, Step> underWay = new ConcurrentHashMap<>();

    int size() {
        return underWay.size();
    }

    Collection<UUID> claims() {
        return underWay.values().stream().map(Step::claim).toList();
    }

    /** The jobs that are worked on. */
    Stream<LedgerJob> jobs() {
        return underWay.values().stream().map(Step::job);
    }

    /** Starts the work for the job, and tells how it ends. */
    CompletableFuture<Void> start(LedgerJob job, UUID claim, Uni<Void> work, Runnable whenDone) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        underWay.put(future, new Step(job, claim));
        future.whenComplete((done, fault) -> {
            underWay.remove(future);
            whenDone.run();
        });
        work.subscribe().with(done -> future.complete(null), fault -> {
            report(job, fault);
            future.complete(null);
        });
        return future;
    }

    /** A stack trace tells nothing of a database that restarts. */
    private static void report(LedgerJob job, Throwable fault) {
        if (DatabaseOutage.isBehind(fault)) {
            JobLog.warn(job, UNFINISHED + ": " + fault.getMessage());
        } else {
            JobLog.error(job, UNFINISHED, fault);
        }
    }

    /** Completes when all that is under way now has ended. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(underWay.keySet().toArray(CompletableFuture[]::new));
    }
}
