package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Takes due work, each piece for one replica. Claiming puts a job's next step after the lease: should the replica die,
 * the job is due again by then.
 */
@ApplicationScoped
class Claims {
    /** A job with the right to make one call for it. */
    record Paced(LedgerJob job, int slot) {}

    private static final String UNTIL_TURN = """
                                             extract(epoch FROM greatest(
                                                 (SELECT min(free_at) FROM slot WHERE kind = $1 AND number <= $2),
                                                 (SELECT until FROM pause WHERE kind = $1)) - clock_timestamp())::float8
                                             """;
    static final String SUBMIT = """
                                 WITH free_slot AS (
                                     SELECT number FROM slot
                                     WHERE kind = 'SUBMIT' AND number <= $1 AND free_at <= now()
                                       AND NOT EXISTS (SELECT FROM pause WHERE kind = 'SUBMIT' AND until > now())
                                     ORDER BY free_at LIMIT 1
                                     FOR UPDATE SKIP LOCKED
                                 ), chosen AS (
                                     SELECT oldest.id, caller.name AS caller, free_slot.number AS slot
                                     FROM free_slot
                                     CROSS JOIN LATERAL (
                                         SELECT caller.name, caller.last_served_at FROM caller ORDER BY last_served_at, name
                                     ) AS caller
                                     CROSS JOIN LATERAL (
                                         SELECT id FROM job
                                         WHERE job.caller = caller.name AND state = 'QUEUED'
                                           AND next_step_at <= now() AND give_up_at > now()
                                         ORDER BY created_at, id LIMIT 1
                                         FOR UPDATE SKIP LOCKED
                                     ) AS oldest
                                     LIMIT 1
                                 ), taken AS (
                                     UPDATE slot SET free_at = clock_timestamp() + make_interval(secs => $2)
                                     FROM chosen WHERE slot.kind = 'SUBMIT' AND slot.number = chosen.slot
                                 ), served AS (
                                     UPDATE caller SET last_served_at = clock_timestamp() FROM chosen WHERE caller.name = chosen.caller
                                 )
                                 UPDATE job
                                 SET claim = $4, next_step_at = clock_timestamp() + make_interval(secs => $3)
                                 FROM chosen
                                 WHERE job.id = chosen.id AND job.state = 'QUEUED'
                                 RETURNING chosen.slot,
                                 """
            + JobRows.COLUMNS;

    static final String POLL = """
                               WITH free_slot AS (
                                   SELECT number FROM slot
                                   WHERE kind = 'POLL' AND number <= $1 AND free_at <= now()
                                     AND NOT EXISTS (SELECT FROM pause WHERE kind = 'POLL' AND until > now())
                                   ORDER BY free_at LIMIT 1
                                   FOR UPDATE SKIP LOCKED
                               ), chosen AS (
                                   SELECT due.id, free_slot.number AS slot
                                   FROM free_slot
                                   CROSS JOIN LATERAL (
                                       SELECT id FROM job
                                       WHERE state IN ('GENERATING', 'UNCERTAIN') AND next_step_at <= now()
                                         AND ($5::uuid IS NULL OR id = $5)
                                       ORDER BY next_step_at LIMIT 1
                                       FOR UPDATE SKIP LOCKED
                                   ) AS due
                               ), taken AS (
                                   UPDATE slot SET free_at = clock_timestamp() + make_interval(secs => $2)
                                   FROM chosen WHERE slot.kind = 'POLL' AND slot.number = chosen.slot
                               )
                               UPDATE job
                               SET lease_owner = $4, next_step_at = clock_timestamp() + make_interval(secs => $3),
                                   polled_at = clock_timestamp()
                               FROM chosen
                               WHERE job.id = chosen.id
                               RETURNING chosen.slot,
                               """ + JobRows.COLUMNS;

    static final String FETCH = """
                                UPDATE job
                                SET lease_owner = $2, next_step_at = clock_timestamp() + make_interval(secs => $1)
                                WHERE id IN (
                                    SELECT id FROM job
                                    WHERE state = 'FETCHING' AND next_step_at <= now() AND ($4::uuid IS NULL OR id = $4)
                                    ORDER BY next_step_at LIMIT $3
                                    FOR UPDATE SKIP LOCKED)
                                RETURNING
                                """ + JobRows.COLUMNS;

    static final String UNDO = """
                               UPDATE job SET state = 'QUEUED', claim = NULL, next_step_at = now(), updated_at = clock_timestamp()
                               WHERE claim = $1 AND state IN ('QUEUED', 'SUBMITTING', 'UNCERTAIN') AND task_id IS NULL
                                 AND NOT EXISTS (SELECT FROM job AS again WHERE again.retry_of = job.id)
                               """;

    static final String HAND_BACK = """
                                    UPDATE job SET lease_owner = NULL, next_step_at = now()
                                    WHERE lease_owner = $1 AND state IN ('GENERATING', 'UNCERTAIN', 'FETCHING')
                                    """;

    private final Database database;
    private final Pace pace;
    private final Duration lease;

    Claims(Database database, Pace pace, LedgerConfig config) {
        this.database = database;
        this.pace = pace;
        this.lease = config.lease();
    }

    /**
     * The oldest queued job of the caller least recently served; empty when none may be sent now. It stays QUEUED until
     * {@link #sending}, so that whoever dies before that loses nothing.
     *
     * @param claim new for each call: should this fail, nobody knows whether a job was claimed, until {@link #undo}
     */
    Uni<Optional<Paced>> submit(UUID claim) {
        return paced(SUBMIT, Tuple.of(pace.limit(Pace.Kind.SUBMIT), pace.taken(Pace.Kind.SUBMIT),
                Pace.seconds(lease), claim));
    }

    /**
     * Writes down that the claimed job is SUBMITTING: whoever hears that it is sends it, at once. Empty when the claim
     * counts no more, for the job was cancelled, or taken over.
     */
    Uni<Optional<LedgerJob>> sending(UUID jobId, UUID claim) {
        return database.worker()
                .execute("""
                         UPDATE job
                         SET state = 'SUBMITTING', submissions = submissions + 1, hinted = false,
                             next_step_at = clock_timestamp() + make_interval(secs => $3),
                             submitted_at = clock_timestamp(), updated_at = clock_timestamp()
                         WHERE id = $1 AND claim = $2 AND state = 'QUEUED'
                         RETURNING
                         """ + JobRows.COLUMNS, Tuple.of(jobId, claim, Pace.seconds(lease)))
                .map(rows -> rows.stream().findFirst().map(JobRows::job));
    }

    /** What this ledger's claims are known by outside of its database. */
    Uni<UUID> ledgerId() {
        return database.worker()
                .execute("SELECT id FROM ledger")
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    /**
     * Takes back a claim under which nothing was sent: without that, the job would be UNCERTAIN for nothing. A job that its
     * caller has repeated in the meantime stays as it is.
     */
    Uni<Integer> undo(UUID claim) {
        return database.worker()
                .execute(UNDO, Tuple.of(claim))
                .map(rows -> rows.rowCount());
    }

    /** A job whose task is to be looked at; {@code only} restricts it to one job. */
    Uni<Optional<Paced>> poll(UUID owner, @Nullable UUID only) {
        return paced(POLL, Tuple.from(new Object[]{pace.limit(Pace.Kind.POLL), pace.taken(Pace.Kind.POLL),
                Pace.seconds(lease), owner, only}));
    }

    /** Jobs whose audio is to be fetched. */
    Uni<List<LedgerJob>> fetch(UUID owner, int most, @Nullable UUID only) {
        return database.worker()
                .execute(FETCH, Tuple.from(new Object[]{Pace.seconds(lease), owner, most, only}))
                .map(rows -> rows.stream().map(JobRows::job).toList());
    }

    private Uni<Optional<Paced>> paced(String sql, Tuple parameters) {
        return database.worker()
                .execute(sql, parameters)
                .map(rows -> rows.stream().findFirst().map(Claims::paced));
    }

    private static Paced paced(Row row) {
        return new Paced(JobRows.job(row), row.getInteger("slot"));
    }

    /** Gives back what this replica holds and another may do as well; a submission under way is not among that. */
    Uni<Integer> handBack(UUID owner) {
        return database.worker().execute(HAND_BACK, Tuple.of(owner)).map(rows -> rows.rowCount());
    }

    /** How long until there may be something to submit. */
    Uni<Loop.Rest> untilSubmit() {
        return until("""
                     SELECT extract(epoch FROM
                         (SELECT min(next_step_at) FROM job WHERE state = 'QUEUED') - clock_timestamp())::float8,
                     """ + UNTIL_TURN, turnOf(Pace.Kind.SUBMIT));
    }

    /** How long until there may be something to look at. */
    Uni<Loop.Rest> untilPoll() {
        return until(
                """
                SELECT extract(epoch FROM
                    (SELECT min(next_step_at) FROM job WHERE state IN ('GENERATING', 'UNCERTAIN')) - clock_timestamp())::float8,
                """ + UNTIL_TURN,
                turnOf(Pace.Kind.POLL));
    }

    /** How long until there may be something to fetch. */
    Uni<Loop.Rest> untilFetch() {
        return until("""
                     SELECT extract(epoch FROM min(next_step_at) - clock_timestamp())::float8, 0::float8 FROM job
                     WHERE state = 'FETCHING'
                     """, Tuple.tuple());
    }

    private Tuple turnOf(Pace.Kind kind) {
        return Tuple.of(kind.name(), pace.limit(kind));
    }

    /** Until the next turn, before which news of a job is of no use; then until a job is due. */
    private Uni<Loop.Rest> until(String sql, Tuple parameters) {
        return database.worker().execute(sql, parameters).map(rows -> {
            Row row = rows.iterator().next();
            Double turn = row.getDouble(1);
            Double due = row.getDouble(0);
            return turn != null && turn > 0
                    ? new Loop.Rest(seconds(turn), true)
                    : new Loop.Rest(due == null ? Duration.ofDays(1) : seconds(due), false);
        });
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
}
