package dev.foley.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of work, one after the other: at once while there is some, else after the rest that the round says, at the latest
 * after a tick, and whenever somebody kicks, unless a kick is in vain.
 */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final String name;
    private final Scheduler scheduler;
    private final Duration tick;
    private final Supplier<Uni<Rest>> round;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private boolean running;
    private boolean kicked;
    private boolean stopped = true;
    private boolean broken;
    private boolean undisturbed;
    private @Nullable Cancellable alarm;

    /** @param round tells how long to rest before the next */
    Loop(String name, Scheduler scheduler, Duration tick, Supplier<Uni<Rest>> round) {
        this.name = name;
        this.scheduler = scheduler;
        this.tick = tick;
        this.round = round;
    }

    void start() {
        synchronized (this) {
            stopped = false;
        }
        kick();
    }

    /** There may be work. */
    void kick() {
        synchronized (this) {
            kicked = true;
            if (running || stopped || undisturbed) {
                return;
            }
            running = true;
            kicked = false;
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }
        Uni.createFrom().deferred(() -> round.get()).subscribe().with(this::done, this::failed);
    }

    private void done(Rest rest) {
        synchronized (this) {
            if (broken) {
                LOG.infof("%s: works again", name);
            }
            broken = false;
        }
        next(rest.time().compareTo(tick) < 0 ? rest : new Rest(tick, rest.undisturbed()));
    }

    private void failed(Throwable fault) {
        synchronized (this) {
            if (!broken) {
                LOG.warnf("%s: failed, and is tried again every %s: %s", name, tick, fault.getMessage());
            }
            broken = true;
        }
        next(new Rest(tick, false));
    }

    /** By the timer even when there is no wait, so that rounds that end at once do not pile up on the stack. */
    private synchronized void next(Rest rest) {
        running = false;
        undisturbed = rest.undisturbed();
        if (stopped) {
            ended.complete(null);
        } else {
            alarm = scheduler.schedule(
                    kicked && !undisturbed || rest.time().compareTo(SHORTEST) < 0 ? SHORTEST : rest.time(), this::ring);
        }
    }

    private void ring() {
        synchronized (this) {
            undisturbed = false;
        }
        kick();
    }

    /** Begins no further round, and completes when the one under way has ended: it may still take on work. */
    synchronized CompletableFuture<Void> stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel();
        }
        if (!running) {
            ended.complete(null);
        }
        return ended;
    }

    /**
     * A pause between two rounds.
     *
     * @param time        zero for none
     * @param undisturbed whether there is nothing to be done before, whatever comes
     */
    record Rest(Duration time, boolean undisturbed) {
        static final Rest NONE = new Rest(Duration.ZERO, false);
    }
}
