package dev.foley.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jspecify.annotations.Nullable;

/** Those who watch one job. It is read once for all of them, and again only when it changed while it was read. */
final class Watch {
    /** One of them. */
    static final class Watcher {
        private final MultiEmitter<? super LedgerJob> emitter;
        private @Nullable Instant told;

        Watcher(MultiEmitter<? super LedgerJob> emitter) {
            this.emitter = emitter;
        }

        private void tell(LedgerJob job) {
            if (!job.updatedAt().equals(told)) {
                told = job.updatedAt();
                emitter.emit(job);
            }
        }
    }

    private final Supplier<Uni<Optional<LedgerJob>>> reading;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** Changes heard of and not read yet; while there are any, exactly one read is under way. */
    private final AtomicInteger unread = new AtomicInteger();
    private volatile @Nullable Instant seen;

    Watch(Supplier<Uni<Optional<LedgerJob>>> reading) {
        this.reading = reading;
    }

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Null once nobody is left. */
    @Nullable
    Watch without(Watcher watcher) {
        watchers.remove(watcher);
        return watchers.isEmpty() ? null : this;
    }

    /** Whether this state of the job is news. */
    boolean isBehind(@Nullable Instant updatedAt) {
        return updatedAt == null || !updatedAt.equals(seen);
    }

    /** The job may have changed, or there may be somebody new. */
    void changed() {
        if (unread.getAndIncrement() == 0) {
            read();
        }
    }

    private void read() {
        int changes = unread.get();
        reading.get().subscribe().with(found -> {
            tell(found);
            next(changes);
        }, fault -> {
            seen = null;
            next(changes);
        });
    }

    private void next(int read) {
        if (unread.addAndGet(-read) > 0) {
            read();
        }
    }

    /** Each one is told before its watch ends: one who has come just now may not have been told before. */
    private void tell(Optional<LedgerJob> found) {
        found.ifPresent(job -> seen = job.updatedAt());
        boolean over = found.isEmpty() || found.get().state().isSettled();
        watchers.forEach(watcher -> {
            found.ifPresent(watcher::tell);
            if (over) {
                watcher.emitter.complete();
            }
        });
    }
}
