package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * What has to be done for jobs that nobody works on: leases that ended, deadlines, retention. Each of its parts is on its own, so
 * that one that fails stops no other, and does a batch at a time, so that any number of overdue jobs fits into memory.
 */
@ApplicationScoped
class Maintenance {
    /** A thousand jobs take a few megabytes. */
    static final int BATCH = 1_000;
    /** Longer than anybody waits for a turn beside others; without a row, a caller simply comes first. */
    private static final Duration REMEMBERED_CALLER = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(Maintenance.class);

    private final Database database;
    private final Unsent unsent;
    private final Transitions transitions;
    private final RetentionConfig retention;
    private final Event<MaintenanceFailure> watchers;
    /** What failed the last time, and has been told. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    Maintenance(Database database, Unsent unsent, Transitions transitions, RetentionConfig retention,
            Event<MaintenanceFailure> watchers) {
        this.database = database;
        this.unsent = unsent;
        this.transitions = transitions;
        this.retention = retention;
        this.watchers = watchers;
    }

    /** Does a batch of each part; whether there may be more to do. Never fails. */
    Uni<Boolean> round() {
        Map<String, Supplier<Uni<Integer>>> parts = Map.of(
                "claims under which nothing was sent", () -> unsent.takeBackAll().replaceWith(0),
                "submissions without an answer", this::expireSubmissions,
                "deadlines", this::giveUp,
                "retention", this::forgetJobs,
                "idempotency keys", this::forgetKeys,
                "callers", this::forgetCallers);
        return Uni.join()
                .all(parts.entrySet().stream().map(part -> alone(part.getKey(), part.getValue())).toList())
                .usingConcurrencyOf(1)
                .andFailFast()
                .map(counts -> counts.stream().anyMatch(count -> count >= BATCH));
    }

    private Uni<Integer> alone(String part, Supplier<Uni<Integer>> work) {
        return Uni.createFrom().deferred(work::get).invoke(done -> {
            if (broken.remove(part)) {
                LOG.infof("Maintenance of the ledger, %s: works again", part);
            }
        }).onFailure().invoke(fault -> {
            if (broken.add(part)) {
                LOG.warnf("Maintenance of the ledger, %s: failed, and is tried again: %s", part, fault.getMessage());
            }
            watchers.fire(new MaintenanceFailure(part));
        }).onFailure().recoverWithItem(0);
    }

    /** Submissions whose replica never came back are UNCERTAIN: they are not sent again. */
    Uni<Integer> expireSubmissions() {
        return transitions("""
                           UPDATE job
                           SET state = 'UNCERTAIN', next_step_at = now(), updated_at = clock_timestamp()
                           FROM (SELECT id, state, updated_at FROM job
                                 WHERE state = 'SUBMITTING' AND next_step_at <= now()
                                 ORDER BY next_step_at LIMIT $1
                                 FOR UPDATE SKIP LOCKED) AS before
                           WHERE job.id = before.id AND job.state = before.state
                           """, "whoever sent it did not come back");
    }

    /** Jobs whose deadline has passed fail. */
    Uni<Integer> giveUp() {
        return transitions("""
                           UPDATE job
                           SET state = 'FAILED', next_step_at = NULL, lease_owner = NULL,
                               failure_reason = CASE job.state WHEN 'QUEUED' THEN 'QUEUED_TOO_LONG'
                                                               WHEN 'GENERATING' THEN 'TASK_TOO_LONG'
                                                               ELSE 'AUDIO_LOST' END,
                               credits = CASE job.state WHEN 'QUEUED' THEN 0 ELSE job.credits END,
                               updated_at = clock_timestamp(), completed_at = clock_timestamp()
                           FROM (SELECT id, state, updated_at FROM job
                                 WHERE state IN ('QUEUED', 'GENERATING', 'FETCHING') AND give_up_at <= now()
                                 ORDER BY give_up_at LIMIT $1
                                 FOR UPDATE SKIP LOCKED) AS before
                           WHERE job.id = before.id AND job.state = before.state
                           """, "its deadline has passed");
    }

    /** Removes jobs, with their audio, that have not changed for as long as they are kept. */
    Uni<Integer> forgetJobs() {
        return changed("""
                       DELETE FROM job WHERE id IN (
                           SELECT id FROM job
                           WHERE state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN')
                             AND updated_at <= now() - make_interval(secs => $2)
                           ORDER BY updated_at LIMIT $1
                           FOR UPDATE SKIP LOCKED)
                       RETURNING
                       """ + JobRows.COLUMNS, Tuple.of(BATCH, Pace.seconds(retention.period())), JobRows::job)
                .invoke(gone -> gone.forEach(job -> JobLog.info(job, "removed, with its audio")))
                .map(List::size);
    }

    Uni<Integer> forgetKeys() {
        return deleted("""
                       DELETE FROM idempotency_key WHERE (caller, key) IN (
                           SELECT caller, key FROM idempotency_key WHERE expires_at <= now() LIMIT $1)
                       """, Tuple.of(BATCH));
    }

    Uni<Integer> forgetCallers() {
        return deleted("""
                       DELETE FROM caller WHERE name IN (
                           SELECT name FROM caller WHERE last_served_at <= now() - make_interval(secs => $2)
                           ORDER BY last_served_at LIMIT $1
                           FOR UPDATE SKIP LOCKED)
                       """, Tuple.of(BATCH, Pace.seconds(REMEMBERED_CALLER)));
    }

    /** @param update of {@code job}, from rows {@code before} with the state that it was in, and since when */
    private Uni<Integer> transitions(String update, String why) {
        return changed(update + "RETURNING before.state AS was, before.updated_at AS since, " + JobRows.COLUMNS,
                Tuple.of(BATCH), Maintenance::transition)
                .invoke(ended -> ended.forEach(transition -> transitions.ended(transition, why)))
                .map(List::size);
    }

    private <T> Uni<List<T>> changed(String sql, Tuple parameters, Function<Row, T> row) {
        return database.worker().execute(sql, parameters).map(rows -> rows.stream().map(row).toList());
    }

    private Uni<Integer> deleted(String sql, Tuple parameters) {
        return database.worker().execute(sql, parameters).map(rows -> rows.rowCount());
    }

    private static Transition transition(Row row) {
        LedgerJob job = JobRows.job(row);
        return new Transition(State.valueOf(row.getString("was")), job,
                Duration.between(row.getOffsetDateTime("since").toInstant(), job.updatedAt()));
    }
}
