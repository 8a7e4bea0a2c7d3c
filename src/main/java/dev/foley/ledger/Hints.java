package dev.foley.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Task ids reported by callbacks. Callbacks are unauthenticated, so an id only makes recordInfo be read sooner, which decides:
 * at most once in two seconds for a job, and never before the reads of other jobs that are due.
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
        return database.callers()
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
     * Makes the next read due now, or two seconds after the last one. Reads that are due already come first. When reads are more
     * than a second late, the account's pace is used up, and a running job keeps its regular turn. The lease of a read under way
     * ends, so that its result does not move the next read back.
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
        return database.worker()
                .execute("SELECT task_id FROM task_hint WHERE job_id = $1 ORDER BY received_at LIMIT 1",
                        Tuple.of(jobId))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)));
    }

    Uni<Void> drop(UUID jobId, String taskId) {
        return database.worker()
                .execute("DELETE FROM task_hint WHERE job_id = $1 AND task_id = $2", Tuple.of(jobId, taskId))
                .replaceWithVoid();
    }
}
