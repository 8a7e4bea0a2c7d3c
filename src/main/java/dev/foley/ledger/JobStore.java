package dev.foley.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads jobs, and takes steps: one conditional UPDATE each, so that of those who race one wins. */
@ApplicationScoped
class JobStore {
    private final Database database;
    private final LedgerConfig config;

    JobStore(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
    }

    Uni<Optional<LedgerJob>> find(UUID id) {
        return database.callers()
                .execute("SELECT " + JobRows.COLUMNS + " FROM job WHERE id = $1", Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }

    /**
     * Takes the step where it may be taken: the job as it is then, or empty when somebody else was faster.
     *
     * @param owner whoever has to hold the job for that; null where the step counts whoever holds it
     */
    Uni<Optional<LedgerJob>> take(UUID id, Step step, @Nullable UUID owner) {
        return take(database.worker(), id, step, owner);
    }

    /** Takes the job out of the queue, for a caller: the job as it is then, or empty when it had left the queue. */
    Uni<Optional<LedgerJob>> cancel(UUID id) {
        return take(database.callers(), id, new Step.Cancelled(), null);
    }

    private Uni<Optional<LedgerJob>> take(Connections pool, UUID id, Step step, @Nullable UUID owner) {
        Change change = Change.of(step, config);
        return pool.execute("""
                            UPDATE job
                            SET state = $4,
                                next_step_at = CASE
                                    WHEN $5::float8 IS NULL THEN NULL
                                    WHEN hinted THEN clock_timestamp()
                                    ELSE clock_timestamp() + make_interval(secs => $5) END,
                                give_up_at = CASE
                                    WHEN $6::float8 IS NULL THEN give_up_at
                                    ELSE clock_timestamp() + make_interval(secs => $6) END,
                                attempts = CASE WHEN $7 THEN attempts + 1 ELSE 0 END,
                                hinted = false,
                                lease_owner = NULL,
                                task_id = coalesce(task_id, $8),
                                result_urls = coalesce($9, result_urls),
                                credits = coalesce($10, credits),
                                media_type = $11, bytes = $12, sha256 = $13, audio_seconds = $19,
                                failure_reason = $14, failure_code = $15, failure_message = $16,
                                updated_at = CASE WHEN state = $4 THEN updated_at ELSE clock_timestamp() END,
                                completed_at = CASE WHEN $17 THEN clock_timestamp() END
                            WHERE id = $1 AND state = ANY($2) AND ($3::integer IS NULL OR submissions = $3)
                              AND ($18::uuid IS NULL OR lease_owner = $18)
                            RETURNING
                            """ + JobRows.COLUMNS, change.tuple(id, step, owner))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }

    /** Submissions whose replica never came back are UNCERTAIN: they are not sent again. */
    Uni<List<Transition>> expireSubmissions() {
        return transitions("""
                           UPDATE job
                           SET state = 'UNCERTAIN', next_step_at = now(), updated_at = clock_timestamp()
                           FROM (SELECT id, state, updated_at FROM job
                                 WHERE state = 'SUBMITTING' AND next_step_at <= now()
                                 FOR UPDATE SKIP LOCKED) AS before
                           WHERE job.id = before.id AND job.state = before.state
                           """);
    }

    /** Jobs whose deadline has passed fail. */
    Uni<List<Transition>> giveUp() {
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
                                 FOR UPDATE SKIP LOCKED) AS before
                           WHERE job.id = before.id AND job.state = before.state
                           """);
    }

    /** Removes up to a thousand jobs, with their audio, that have not changed for so long, and keys that have expired. */
    Uni<List<LedgerJob>> forget(Duration retention) {
        return database.worker()
                .execute("DELETE FROM idempotency_key WHERE expires_at <= now()")
                .chain(() -> database.worker()
                        .execute("""
                                 DELETE FROM job WHERE id IN (
                                     SELECT id FROM job
                                     WHERE state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN')
                                       AND updated_at <= now() - make_interval(secs => $1)
                                     ORDER BY updated_at LIMIT 1000
                                     FOR UPDATE SKIP LOCKED)
                                 RETURNING
                                 """ + JobRows.COLUMNS, Tuple.of(Pace.seconds(retention))))
                .map(rows -> rows.stream().map(JobRows::job).toList());
    }

    /** @param update of {@code job}, from rows {@code before} with the state that it was in, and since when */
    private Uni<List<Transition>> transitions(String update) {
        return database.worker()
                .execute(update + "RETURNING before.state AS was, before.updated_at AS since, " + JobRows.COLUMNS)
                .map(rows -> rows.stream().map(JobStore::transition).toList());
    }

    private static Transition transition(Row row) {
        LedgerJob job = JobRows.job(row);
        return new Transition(State.valueOf(row.getString("was")), job,
                Duration.between(row.getOffsetDateTime("since").toInstant(), job.updatedAt()));
    }

    /** What a step writes. */
    private record Change(@Nullable Duration next, @Nullable Duration giveUp, boolean failed, @Nullable String taskId,
            String @Nullable [] urls, @Nullable BigDecimal credits, @Nullable StoredAudio audio,
            @Nullable Failure failure) {

        static Change of(Step step, LedgerConfig config) {
            if (step instanceof Step.Accepted accepted) {
                return generating(accepted.taskId(), config.firstPoll(), config);
            }
            if (step instanceof Step.Confirmed confirmed) {
                return generating(confirmed.taskId(), Duration.ZERO, config);
            }
            if (step instanceof Step.Made made) {
                return new Change(Duration.ZERO, config.fetchDeadline(), false, null,
                        made.urls().stream().map(Object::toString).toArray(String[]::new), made.credits(), null, null);
            }
            if (step instanceof Step.Stored stored) {
                return new Change(null, null, false, null, null, null, stored.audio(), null);
            }
            if (step instanceof Step.Later later) {
                return new Change(later.delay(), null, later.failed(), null, null, null, null, null);
            }
            if (step instanceof Step.TaskEnded ended) {
                return new Change(null, null, false, null, null, ended.credits(), null, ended.failure());
            }
            if (step instanceof Step.Refused refused) {
                return new Change(null, null, false, null, null, BigDecimal.ZERO, null, refused.failure());
            }
            boolean cancelled = step instanceof Step.Cancelled;
            return new Change(cancelled ? null : Duration.ZERO, null, step instanceof Step.Postponed, null, null, null,
                    null, null);
        }

        private static Change generating(String taskId, Duration next, LedgerConfig config) {
            return new Change(next, config.taskDeadline(), false, taskId, null, null, null, null);
        }

        Tuple tuple(UUID id, Step step, @Nullable UUID owner) {
            return Tuple.from(new Object[]{id, step.from().stream().map(State::name).toArray(String[]::new),
                    step instanceof Step.Answer answer ? answer.submission() : null, step.to().name(),
                    next == null ? null : Pace.seconds(next), giveUp == null ? null : Pace.seconds(giveUp), failed,
                    taskId, urls, credits, audio == null ? null : audio.mediaType(),
                    audio == null ? null : audio.bytes(),
                    audio == null ? null : Buffer.buffer(HexFormat.of().parseHex(audio.sha256())),
                    failure == null ? null : failure.reason().name(), failure == null ? null : failure.code(),
                    failure == null ? null : failure.message(), step.to().isSettled(), owner,
                    audio == null ? null : audio.durationSeconds()});
        }
    }
}
