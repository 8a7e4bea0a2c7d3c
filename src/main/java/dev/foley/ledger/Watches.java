package dev.foley.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Follows jobs for any number of watchers: each change is heard over the one connection that listens, and read once,
 * however many watch. Behind that one query a tick looks after all of them, for a broken connection may swallow changes.
 */
@ApplicationScoped
class Watches {
    private final Database database;
    private final JobStore store;
    private final Worker worker;
    private final Duration tick;
    private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();
    private final Loop behind;

    Watches(Database database, JobStore store, Worker worker, Signals signals, Scheduler scheduler,
            LedgerConfig config) {
        this.database = database;
        this.store = store;
        this.worker = worker;
        this.tick = config.tick();
        this.behind = new Loop("Following jobs", scheduler, tick, this::look);
        signals.listen((id, state) -> changed(id));
        behind.start();
    }

    /**
     * The job as it is, and at each change of its state, the latest only for whoever is slow; completes after a settled
     * state, and where there is no such job any more.
     */
    Multi<LedgerJob> of(UUID id) {
        return Multi.createFrom().emitter(emitter -> add(id, emitter), BackPressureStrategy.LATEST);
    }

    /** How many jobs are watched. */
    int size() {
        return watches.size();
    }

    private void add(UUID id, MultiEmitter<? super LedgerJob> emitter) {
        Watch.Watcher watcher = new Watch.Watcher(emitter);
        watches.compute(id, (key, present) -> {
            Watch watch = present == null ? new Watch(() -> store.find(id)) : present;
            watch.add(watcher);
            return watch;
        });
        emitter.onTermination(() -> watches.computeIfPresent(id, (key, watch) -> watch.without(watcher)));
        changed(id);
    }

    private void changed(UUID id) {
        Watch watch = watches.get(id);
        if (watch != null) {
            watch.changed();
        }
    }

    private Uni<Loop.Rest> look() {
        return watches.isEmpty()
                ? Uni.createFrom().item(new Loop.Rest(tick, false))
                : versions().invoke(versions -> watches.forEach((id, watch) -> {
                    if (watch.isBehind(versions.get(id))) {
                        watch.changed();
                    }
                })).chain(() -> worker.drive(watches.keySet())).replaceWith(new Loop.Rest(tick, false));
    }

    private Uni<Map<UUID, Instant>> versions() {
        return database.worker()
                .execute("SELECT id, updated_at FROM job WHERE id = ANY($1)",
                        Tuple.of(watches.keySet().toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Instant> versions = new HashMap<>();
                    rows.forEach(
                            row -> versions.put(row.getUUID("id"), row.getOffsetDateTime("updated_at").toInstant()));
                    return versions;
                });
    }

    @PreDestroy
    void stop() {
        behind.stop();
    }
}
