package dev.foley.ledger;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** What this replica is doing at the moment. */
final class InFlight {
    private static final Logger LOG = Logger.getLogger(InFlight.class);

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    int size() {
        return underWay.size();
    }

    /** Starts the work, and tells how it ends. */
    CompletableFuture<Void> start(Uni<Void> work, Runnable whenDone) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        underWay.add(future);
        future.whenComplete((done, fault) -> {
            underWay.remove(future);
            whenDone.run();
        });
        work.subscribe().with(done -> future.complete(null), fault -> {
            LOG.errorf(fault, "A step could not be finished; another follows when its lease ends");
            future.complete(null);
        });
        return future;
    }

    /** Completes when all that is under way now has ended. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
    }
}
