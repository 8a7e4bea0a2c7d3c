package dev.foley.ledger;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Starts the ledger with the application, where there is a database, and stops it before the database goes. */
@Singleton
public class LedgerLife {
    private static final Logger LOG = Logger.getLogger(LedgerLife.class);

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final Database database;
    private final Pace pace;
    private final Unsent unsent;
    private final Worker worker;
    private final Signals signals;
    private final SearchIndex searchIndex;
    private final LedgerConfig config;
    private volatile boolean open;

    LedgerLife(Database database, Pace pace, Unsent unsent, Worker worker, Signals signals,
            SearchIndex searchIndex, LedgerConfig config) {
        this.database = database;
        this.pace = pace;
        this.unsent = unsent;
        this.worker = worker;
        this.signals = signals;
        this.searchIndex = searchIndex;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (!database.isConfigured()) {
            open = true;
            return;
        }
        signals.listen((id, state) -> worker.kick(state));
        signals.start();
        pace.prepare(Pace.Kind.SUBMIT)
                .chain(() -> pace.prepare(Pace.Kind.POLL))
                .chain(unsent::open)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .subscribe()
                .with(ready -> {
                    open = true;
                    worker.start();
                    checkCommits();
                    searchIndex.prepare().subscribe().with(made -> {});
                });
    }

    /** A commit that a crash of the server undoes may be the one that says that a job was sent. */
    private void checkCommits() {
        database.worker().execute("SHOW synchronous_commit").subscribe().with(rows -> {
            if (rows.iterator().next().getString(0).equals("off")) {
                LOG.warn(
                        "synchronous_commit is off: when the database crashes, jobs may be sent, and paid for, a second "
                                + "time. Set it to on for Foley's user: ALTER ROLE … SET synchronous_commit = on");
            }
        }, unknown -> LOG.debugf("Whether synchronous_commit is off is not known: %s", unknown));
    }

    /** Whether jobs can be worked on, as far as starting goes: once the database has been reached, or without one. */
    public boolean isOpen() {
        return open;
    }

    /** Waits here, for the database is closed once this returns. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!database.isConfigured()) {
            return;
        }
        signals.stop();
        try {
            worker.drain()
                    .subscribeAsCompletionStage()
                    .get(config.drain().toMillis() + 5_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("The ledger could not hand back what it holds; others take it over when its leases end: %s", e);
        } finally {
            unsent.close();
        }
    }
}
