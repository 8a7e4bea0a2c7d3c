package dev.foley.ledger;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.Scheduler;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of every change of state, by whichever replica, over one connection that listens. */
@ApplicationScoped
class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final String CHANNEL = "foley_job";
    /** May be said any number of times, and so is the heartbeat as well. */
    private static final String LISTEN = "LISTEN " + CHANNEL;
    /** In a statement that has the new rows of {@code job}; changes of a state are told of by the database itself. */
    static final String TELL = "pg_notify('" + CHANNEL + "', job.id || ' ' || job.state)";
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final Database database;
    private final Scheduler scheduler;
    private final Set<BiConsumer<UUID, State>> listeners = new CopyOnWriteArraySet<>();
    private volatile @Nullable SqlConnection connection;
    private volatile boolean stopped;

    Signals(Database database, Scheduler scheduler) {
        this.database = database;
        this.scheduler = scheduler;
    }

    /** Calls {@code listener} for every change, from now on. */
    void listen(BiConsumer<UUID, State> listener) {
        listeners.add(listener);
    }

    void start() {
        if (stopped) {
            return;
        }
        database.worker()
                .keep()
                .chain(fresh -> database.worker()
                        .ask(fresh, LISTEN)
                        .onFailure()
                        .call(() -> fresh.close().onFailure().recoverWithNull())
                        .replaceWith(fresh))
                .subscribe()
                .with(this::connected, fault -> lost(null, fault));
    }

    private void connected(SqlConnection fresh) {
        connection = fresh;
        PgConnection.cast(fresh.getDelegate()).notificationHandler(this::received);
        fresh.closeHandler(() -> lost(fresh, null));
        scheduler.schedule(HEARTBEAT, () -> beat(fresh));
        if (stopped) {
            stop();
        }
    }

    /** Nothing is said on it for hours where nothing happens, and for ever once a network has swallowed it. */
    private void beat(SqlConnection listening) {
        if (listening == connection && !stopped) {
            database.worker()
                    .ask(listening, LISTEN)
                    .subscribe()
                    .with(alive -> scheduler.schedule(HEARTBEAT, () -> beat(listening)),
                            silent -> lost(listening, silent));
        }
    }

    /** @param gone null where none was made; one that is gone may be told of twice */
    private void lost(@Nullable SqlConnection gone, @Nullable Throwable fault) {
        if (gone == connection && !stopped) {
            connection = null;
            LOG.infof("Not listening to the database, looking instead, and trying again%s",
                    fault == null ? "" : ": " + fault.getMessage());
            scheduler.schedule(RECONNECT, this::start);
        }
    }

    private void received(PgNotification notification) {
        String[] words = notification.getPayload().split(" ");
        UUID id = UUID.fromString(words[0]);
        State state = State.valueOf(words[1]);
        listeners.forEach(listener -> listener.accept(id, state));
    }

    void stop() {
        stopped = true;
        SqlConnection open = connection;
        if (open != null) {
            // A connection that the server has ended is released already; closing it again fails.
            open.close().subscribe().with(closed -> {}, alreadyReleased -> {});
        }
    }
}
