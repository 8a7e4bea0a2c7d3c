package dev.foley.ledger;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads jobs, and takes steps: one conditional statement each, so that of those who race one wins. */
@ApplicationScoped
class JobStore {
    /** A callback that came before makes the first look due at once. */
    private static final String ACCEPTED = "task_id = $4, next_step_at = CASE WHEN hinted THEN clock_timestamp() ELSE "
            + in("$5") + " END, give_up_at = " + in("$6") + ", attempts = 0";
    private static final String REFUSED = ended("$4", "$5", "$6") + ", credits = 0";
    private static final String POSTPONED = "claim = NULL, next_step_at = " + in("$4") + ", attempts = attempts + 1";
    private static final String ANSWER_LOST = "next_step_at = clock_timestamp(), attempts = 0";
    private static final String MADE = "result_urls = $4, credits = coalesce($5, credits), next_step_at = clock_timestamp(), "
            + "give_up_at = " + in("$6") + ", attempts = 0";
    private static final String TASK_ENDED = ended("$4", "$5", "$6") + ", credits = coalesce($7, credits)";
    private static final String STORED = "next_step_at = NULL, attempts = 0, completed_at = clock_timestamp(), "
            + "media_type = $4, bytes = $5, sha256 = $6, audio_seconds = $7";
    private static final String CANCELLED = "next_step_at = NULL, attempts = 0, completed_at = clock_timestamp()";
    /** A hint that came meanwhile makes the next look due at once. */
    private static final String LATER = "next_step_at = CASE WHEN hinted THEN clock_timestamp() ELSE " + in("$4")
            + " END, attempts = CASE WHEN $5 THEN attempts + 1 ELSE 0 END";
    /** Bytes and step in one transaction: neither is ever there without the other. */
    private static final String KEEP_AUDIO = """
                                             WITH kept AS (
                                                 INSERT INTO audio (job_id, bytes)
                                                 SELECT id, $8::bytea FROM job WHERE id = $1 AND state = ANY($2)
                                                 ON CONFLICT (job_id) DO UPDATE SET bytes = excluded.bytes)
                                             """;

    private final Database database;
    private final LedgerConfig config;

    JobStore(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
    }

    private static String in(String seconds) {
        return "clock_timestamp() + make_interval(secs => " + seconds + ")";
    }

    private static String ended(String reason, String code, String message) {
        return "next_step_at = NULL, attempts = 0, completed_at = clock_timestamp(), failure_reason = " + reason
                + ", failure_code = " + code + ", failure_message = " + message;
    }

    Uni<Optional<LedgerJob>> find(UUID id) {
        return database.callers()
                .execute("SELECT " + JobRows.COLUMNS + " FROM job WHERE id = $1", Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }

    /** Takes the step where it may be taken: the job as it is then, or empty when somebody else was faster. */
    Uni<Optional<LedgerJob>> take(UUID id, Step step) {
        return take(database.worker(), id, step);
    }

    /** Takes the job out of the queue, for a caller: the job as it is then, or empty when it had left the queue. */
    Uni<Optional<LedgerJob>> cancel(UUID id) {
        return take(database.callers(), id, new Step.Cancelled());
    }

    private Uni<Optional<LedgerJob>> take(Connections pool, UUID id, Step step) {
        Statement statement = statement(step);
        return pool.execute(statement.sql(), statement.tuple(id, step))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }

    private Statement statement(Step step) {
        if (step instanceof Step.Accepted accepted) {
            return Statement.ofAnswer(ACCEPTED, accepted, accepted.taskId(), Pace.seconds(config.firstPoll()),
                    Pace.seconds(config.taskDeadline()));
        }
        if (step instanceof Step.Refused refused) {
            return Statement.ofAnswer(REFUSED, refused, refused.failure().reason().name(), refused.failure().code(),
                    refused.failure().message());
        }
        if (step instanceof Step.Postponed postponed) {
            return Statement.ofAnswer(POSTPONED, postponed, Pace.seconds(postponed.delay()));
        }
        if (step instanceof Step.AnswerLost lost) {
            return Statement.ofAnswer(ANSWER_LOST, lost);
        }
        if (step instanceof Step.Confirmed confirmed) {
            return Statement.of(ACCEPTED, confirmed.taskId(), 0.0, Pace.seconds(config.taskDeadline()));
        }
        if (step instanceof Step.Made made) {
            return Statement.of(MADE, made.urls().stream().map(URI::toString).toArray(String[]::new), made.credits(),
                    Pace.seconds(config.fetchDeadline()));
        }
        if (step instanceof Step.TaskEnded ended) {
            return Statement.of(TASK_ENDED, ended.failure().reason().name(), ended.failure().code(),
                    ended.failure().message(), ended.credits());
        }
        if (step instanceof Step.Stored stored) {
            StoredAudio audio = stored.audio();
            return Statement.of(STORED, audio.mediaType(), audio.bytes(),
                    Buffer.buffer(HexFormat.of().parseHex(audio.sha256())), audio.durationSeconds(), stored.bytes());
        }
        return step instanceof Step.Later later
                ? Statement.ofLease(LATER, later, later.delay() == null ? null : Pace.seconds(later.delay()),
                        later.failed())
                : Statement.of(CANCELLED);
    }

    /**
     * What a step writes and when.
     *
     * @param set        SQL; its parameters begin with {@code $4}
     * @param guard      SQL that has to hold besides the job's state; empty for none
     * @param parameters those of both
     */
    private record Statement(String set, String guard, List<@Nullable Object> parameters) {
        static Statement of(String set, @Nullable Object... parameters) {
            return new Statement(set, "", Arrays.asList(parameters));
        }

        /** It counts for its own submission alone. */
        static Statement ofAnswer(String set, Step.Answer answer, @Nullable Object... parameters) {
            return with(set, "submissions", answer.submission(), parameters);
        }

        /** It counts while the job is still held under the claim that led to it. */
        static Statement ofLease(String set, Step.Later later, @Nullable Object... parameters) {
            return with(set, "lease_owner", later.claim(), parameters);
        }

        private static Statement with(String set, String column, Object value, @Nullable Object... parameters) {
            List<@Nullable Object> all = new ArrayList<>(Arrays.asList(parameters));
            all.add(value);
            return new Statement(set, " AND " + column + " = $" + (all.size() + 3), all);
        }

        String sql() {
            return (set.equals(STORED) ? KEEP_AUDIO : "")
                    + "UPDATE job SET state = $3, hinted = false, lease_owner = NULL, "
                    + "updated_at = CASE WHEN state = $3 THEN updated_at ELSE clock_timestamp() END, " + set
                    + " WHERE id = $1 AND state = ANY($2)" + guard + " RETURNING " + JobRows.COLUMNS;
        }

        Tuple tuple(UUID id, Step step) {
            List<@Nullable Object> all = new ArrayList<>();
            all.add(id);
            all.add(step.from().stream().map(State::name).toArray(String[]::new));
            all.add(step.to().name());
            parameters.forEach(value -> all.add(value instanceof String text ? storable(text) : value));
            return Tuple.from(all);
        }

        /** What kie.ai says may have U+0000 in it, which PostgreSQL cannot hold. */
        private static String storable(String text) {
            return text.replace('\u0000', '\uFFFD');
        }
    }

    /**
     * Writes a task's id into its job although the job is no longer in the state it was left in, which it may be after the
     * database was set back to an earlier moment: where the claim under which the task was created is still the job's last.
     */
    Uni<Optional<LedgerJob>> force(UUID id, UUID claim, Step.Accepted accepted) {
        return database.worker()
                .execute("""
                         UPDATE job
                         SET state = 'GENERATING', task_id = $3, attempts = 0, submissions = greatest(submissions, $4),
                             lease_owner = NULL, submitted_at = coalesce(submitted_at, clock_timestamp()),
                             updated_at = clock_timestamp(), next_step_at = clock_timestamp(),
                             give_up_at = clock_timestamp() + make_interval(secs => $5)
                         WHERE id = $1 AND claim = $2 AND task_id IS NULL
                           AND state IN ('QUEUED', 'SUBMITTING', 'UNCERTAIN')
                         RETURNING
                         """ + JobRows.COLUMNS,
                        Tuple.of(id, claim, accepted.taskId(), accepted.submission(),
                                Pace.seconds(config.taskDeadline())))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }
}
