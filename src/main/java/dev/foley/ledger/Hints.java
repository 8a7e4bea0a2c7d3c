package dev.foley.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Task ids that callbacks report. Anybody may send one, so an id only makes its job's task be read sooner, never more often
 * than every two seconds, and never before other reads that are due.
 */
@ApplicationScoped
class Hints {
    /** A job has one task; a few wrong ids do not keep out the right one, and many cannot pile up. */
    private static final int MOST = 5;
    /** The shortest time from one read of a job's task to the next that a callback asks for. */
    static final Duration BETWEEN_READS = Duration.ofSeconds(2);

    private final Database database;

    Hints(Database database) {
        this.database = database;
    }

    /** Whether the callback is of use: the job runs with that task, or lacks its task's id. */
    Uni<Boolean> add(UUID jobId, String taskId) {
        return database.pool()
                .withTransaction(connection -> connection
                        .preparedQuery("SELECT state, task_id FROM job WHERE id = $1 FOR UPDATE")
                        .execute(Tuple.of(jobId))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().item(false)
                                : add(connection, jobId, taskId, State.valueOf(rows.iterator().next().getString(0)),
                                        Optional.ofNullable(rows.iterator().next().getString(1)))));
    }

    private static Uni<Boolean> add(SqlConnection connection, UUID jobId, String taskId, State state,
            Optional<String> known) {
        return switch (state) {
            case GENERATING -> known.filter(taskId::equals).isPresent()
                    ? wake(connection, jobId)
                    : Uni.createFrom().item(false);
            case SUBMITTING -> keep(connection, jobId, taskId).chain(() -> connection
                    .preparedQuery("UPDATE job SET hinted = true WHERE id = $1")
                    .execute(Tuple.of(jobId))).replaceWith(true);
            case UNCERTAIN -> keep(connection, jobId, taskId).chain(() -> wake(connection, jobId));
            default -> Uni.createFrom().item(false);
        };
    }

    private static Uni<Void> keep(SqlConnection connection, UUID jobId, String taskId) {
        return connection.preparedQuery("""
                                        INSERT INTO task_hint (job_id, task_id)
                                        SELECT $1, $2 WHERE (SELECT count(*) FROM task_hint WHERE job_id = $1) < $3
                                        ON CONFLICT DO NOTHING
                                        """).execute(Tuple.of(jobId, taskId, MOST)).replaceWithVoid();
    }

    /**
     * Moves the next read forward, behind those that are due already. Where reads are late, a job that runs keeps its turn: all
     * of the account's reads are taken then. Whoever reads the job now holds it no more, so that what an older read says does
     * not undo this.
     */
    private static Uni<Boolean> wake(SqlConnection connection, UUID jobId) {
        return connection
                .preparedQuery("""
                               UPDATE job SET next_step_at = soon.at, lease_owner = NULL
                               FROM (SELECT greatest(clock_timestamp(), polled_at + make_interval(secs => $2)) AS at
                                     FROM job WHERE id = $1) AS soon
                               WHERE id = $1 AND (next_step_at IS NULL OR next_step_at > soon.at)
                                 AND (state = 'UNCERTAIN' OR NOT EXISTS (
                                     SELECT FROM job AS other
                                     WHERE other.state IN ('GENERATING', 'UNCERTAIN')
                                       AND other.next_step_at < clock_timestamp() - interval '1 second'))
                               """)
                .execute(Tuple.of(jobId, Pace.seconds(BETWEEN_READS)))
                .replaceWith(true);
    }

    /** The oldest task id that has not been looked at. */
    Uni<Optional<String>> next(UUID jobId) {
        return database.pool()
                .preparedQuery("SELECT task_id FROM task_hint WHERE job_id = $1 ORDER BY received_at LIMIT 1")
                .execute(Tuple.of(jobId))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)));
    }

    Uni<Void> drop(UUID jobId, String taskId) {
        return database.pool()
                .preparedQuery("DELETE FROM task_hint WHERE job_id = $1 AND task_id = $2")
                .execute(Tuple.of(jobId, taskId))
                .replaceWithVoid();
    }
}
