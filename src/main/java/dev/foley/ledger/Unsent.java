package dev.foley.ledger;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Claims under which no request has left, whatever the database says of their jobs: those of this process, and those of
 * processes of this machine that were killed. Taken back, their jobs are sent like any other; without that they would
 * stay UNCERTAIN, for the database cannot tell a request that never left from one whose answer was lost.
 */
@ApplicationScoped
class Unsent {
    private static final Logger LOG = Logger.getLogger(Unsent.class);

    private final Claims claims;
    private final LedgerConfig config;
    /** Claims of this process that are to be taken back as soon as the database can be asked to. */
    private final Queue<UUID> doubtful = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Marks marks;

    Unsent(Claims claims, LedgerConfig config) {
        this.claims = claims;
        this.config = config;
    }

    /** Begins to keep marks, where they can be kept. */
    Uni<Void> open() {
        return config.marks()
                .map(base -> claims.ledgerId().chain(id -> onWorker(() -> open(base, id))))
                .orElse(Uni.createFrom().voidItem());
    }

    private void open(Path base, UUID ledgerId) {
        try {
            marks = null;
            marks = Marks.open(base, ledgerId);
        } catch (UncheckedIOException e) {
            LOG.warnf("No marks can be kept in %s (foley.ledger.marks): a job that is being sent when this process is "
                    + "killed may stay UNCERTAIN although it was not: %s", base, e.getCause());
        }
    }

    /**
     * The request under that claim stands ready; to be called before it is written down as being sent. Where no mark can be kept,
     * it is sent without one.
     */
    Uni<Void> ready(UUID claim) {
        Marks kept = marks;
        return kept == null
                ? Uni.createFrom().voidItem()
                : onWorker(() -> kept.put(claim)).onFailure().recoverWithUni(() -> open().chain(() -> onWorker(() -> {
                    Marks fresh = marks;
                    if (fresh != null) {
                        fresh.put(claim);
                    }
                }))).onFailure().recoverWithUni(fault -> {
                    withoutMarks(fault);
                    return Uni.createFrom().voidItem();
                });
    }

    private void withoutMarks(Throwable fault) {
        marks = null;
        LOG.warnf(
                "No marks can be kept any more (foley.ledger.marks): a job that is being sent when this process is killed may "
                        + "stay UNCERTAIN although it was not: %s",
                fault);
    }

    /**
     * The request under that claim leaves: one deletion, of an empty file that no disk need ever have seen.
     *
     * @throws UncheckedIOException when it must not, for its mark is gone, and with it the claim
     */
    void leaving(UUID claim) {
        Marks kept = marks;
        if (kept != null) {
            kept.remove(claim);
        }
    }

    /**
     * Nothing was sent under that claim, nor will be: its job may be sent by anyone, as soon as the database knows.
     *
     * @param delay  after which the job is due again
     * @param failed whether it was tried, and failed
     */
    Uni<Void> takeBack(UUID claim, Duration delay, boolean failed) {
        return undo(claim, delay, failed).onFailure()
                .invoke(unknown -> doubtful.add(claim))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> undo(UUID claim, Duration delay, boolean failed) {
        Marks kept = marks;
        return claims.undo(claim, delay, failed).chain(() -> onWorker(() -> {
            if (kept != null) {
                kept.forget(claim);
            }
        }));
    }

    /** Takes back whatever is still to be taken back, of this process and of those that are gone. */
    Uni<Void> takeBackAll() {
        return takeBackDoubtful().chain(this::takeBackOrphans);
    }

    private Uni<Void> takeBackDoubtful() {
        UUID claim = doubtful.peek();
        return claim == null
                ? Uni.createFrom().voidItem()
                : undo(claim, Duration.ZERO, false).invoke(() -> doubtful.remove(claim)).chain(this::takeBackDoubtful);
    }

    private Uni<Void> takeBackOrphans() {
        Marks kept = marks;
        return kept == null
                ? Uni.createFrom().voidItem()
                : onWorker(kept::orphans)
                        .onItem()
                        .transformToMulti(orphans -> Multi.createFrom().iterable(orphans))
                        .onItem()
                        .transformToUniAndConcatenate(orphan -> takeBackOrphan(kept, orphan))
                        .onItem()
                        .ignoreAsUni();
    }

    private Uni<Void> takeBackOrphan(Marks kept, Path orphan) {
        return onWorker((Supplier<UUID>) () -> kept.adopt(orphan))
                .invoke(claim -> LOG.infof("Claim %s is taken back: its process was killed before the request left",
                        claim))
                .chain(claim -> takeBack(claim, Duration.ZERO, false))
                .onFailure(fault -> fault.getCause() instanceof NoSuchFileException)
                .recoverWithNull();
    }

    void close() {
        Marks kept = marks;
        if (kept != null) {
            kept.close();
        }
    }

    /** Files are blocking, however small. */
    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Uni<Void> onWorker(Runnable work) {
        return Uni.createFrom().voidItem().invoke(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
