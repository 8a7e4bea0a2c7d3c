package dev.foley.ledger;

import java.time.Duration;
import java.util.Collection;
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
                                                 (SELECT until FROM pause WHERE kind = $1),
                                                 (SELECT clock_timestamp() + interval '100 ms' FROM pause
                                                  WHERE kind = $1 AND undecided + (
                                                      SELECT count(*) FROM slot WHERE kind = $1
                                                      AND free_at > now() + make_interval(secs => $3)) >= $4))
                                                 - clock_timestamp())::float8
                                             """;
    /**
     * Takes one of the queued jobs. The callers that wait are found by one look into the index of the queue for each, so that
     * this costs as much as there is queued, whoever else was there before. While the breaker is half open, one job is taken as
     * a probe.
     */
    static final String SUBMIT = """
                                 WITH RECURSIVE waiting (name) AS (
                                     (SELECT caller FROM job WHERE state = 'QUEUED' ORDER BY caller LIMIT 1)
                                     UNION ALL
                                     SELECT (SELECT job.caller FROM job
                                             WHERE state = 'QUEUED' AND job.caller > waiting.name ORDER BY job.caller LIMIT 1)
                                     FROM waiting WHERE waiting.name IS NOT NULL
                                 ), gate AS (
                                     SELECT strikes > 0 AS probes FROM pause
                                     WHERE kind = 'SUBMIT' AND until <= now()
                                       AND undecided + (SELECT count(*) FROM slot WHERE kind = 'SUBMIT'
                                                        AND free_at > now() + make_interval(secs => $5)) < $6
                                 ), free_slot AS (
                                     SELECT number FROM slot
                                     WHERE kind = 'SUBMIT' AND number <= $1 AND free_at <= now() AND EXISTS (SELECT FROM gate)
                                     ORDER BY free_at LIMIT 1
                                     FOR UPDATE SKIP LOCKED
                                 ), chosen AS (
                                     SELECT oldest.id, turn.name AS caller, free_slot.number AS slot
                                     FROM free_slot
                                     CROSS JOIN LATERAL (
                                         SELECT waiting.name, (SELECT last_served_at FROM caller
                                                               WHERE caller.name = waiting.name) AS served
                                         FROM waiting WHERE waiting.name IS NOT NULL ORDER BY served NULLS FIRST, waiting.name
                                     ) AS turn
                                     CROSS JOIN LATERAL (
                                         SELECT id FROM job
                                         WHERE job.caller = turn.name AND state = 'QUEUED'
                                           AND next_step_at <= now() AND give_up_at > now()
                                         ORDER BY created_at, id LIMIT 1
                                         FOR UPDATE SKIP LOCKED
                                     ) AS oldest
                                     LIMIT 1
                                 ), probe AS (
                                     UPDATE pause SET probe = chosen.id, until = clock_timestamp() + make_interval(secs => $2)
                                     FROM chosen WHERE pause.kind = 'SUBMIT' AND strikes > 0 AND until <= now()
                                     RETURNING probe
                                 ), granted AS (
                                     SELECT chosen.* FROM chosen, gate WHERE NOT gate.probes OR EXISTS (SELECT FROM probe)
                                 ), taken AS (
                                     UPDATE slot SET free_at = clock_timestamp() + make_interval(secs => $2)
                                     FROM granted WHERE slot.kind = 'SUBMIT' AND slot.number = granted.slot
                                 ), served AS (
                                     INSERT INTO caller (name, last_served_at) SELECT granted.caller, clock_timestamp() FROM granted
                                     ON CONFLICT (name) DO UPDATE SET last_served_at = excluded.last_served_at
                                 )
                                 UPDATE job
                                 SET claim = $4, next_step_at = clock_timestamp() + make_interval(secs => $3)
                                 FROM granted
                                 WHERE job.id = granted.id AND job.state = 'QUEUED'
                                 RETURNING granted.slot,
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
                                      AND split_part(result_urls[1], '/', 3) <> ALL ($5::text[])
                                    ORDER BY next_step_at LIMIT $3
                                    FOR UPDATE SKIP LOCKED)
                                RETURNING
                                """ + JobRows.COLUMNS;

    static final String UNDO = """
                               UPDATE job
                               SET state = 'QUEUED', claim = NULL, attempts = attempts + $3, updated_at = clock_timestamp(),
                                   next_step_at = clock_timestamp() + make_interval(secs => $2)
                               WHERE claim = $1 AND state IN ('QUEUED', 'SUBMITTING', 'UNCERTAIN') AND task_id IS NULL
                                 AND NOT EXISTS (SELECT FROM job AS again WHERE again.retry_of = job.id)
                               """;

    static final String HAND_BACK = """
                                    UPDATE job SET lease_owner = NULL, next_step_at = now()
                                    WHERE lease_owner = ANY($1) AND state IN ('GENERATING', 'UNCERTAIN', 'FETCHING')
                                    """;

    private final Database database;
    private final Pace pace;
    private final Duration lease;
    private final int submits;

    Claims(Database database, Pace pace, LedgerConfig config) {
        this.database = database;
        this.pace = pace;
        this.lease = config.lease();
        this.submits = config.submits();
    }

    /**
     * The oldest queued job of the caller least recently served; empty when none may be sent now. It stays QUEUED until
     * {@link #sending}, so that whoever dies before that loses nothing.
     *
     * @param claim new for each call: should this fail, nobody knows whether a job was claimed, until {@link #undo}
     */
    Uni<Optional<Paced>> submit(UUID claim) {
        return paced(SUBMIT, Tuple.of(pace.limit(Pace.Kind.SUBMIT), pace.taken(Pace.Kind.SUBMIT),
                Pace.seconds(lease), claim, pace.underWay(Pace.Kind.SUBMIT), submits));
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
     *
     * @param delay  after which the job is due again
     * @param failed whether it was tried, and failed
     */
    Uni<Integer> undo(UUID claim, Duration delay, boolean failed) {
        return database.worker()
                .execute(UNDO, Tuple.of(claim, Pace.seconds(delay), failed ? 1 : 0))
                .map(rows -> rows.rowCount());
    }

    /**
     * A job whose task is to be looked at; {@code only} restricts it to one job.
     *
     * @param claim new for each call
     */
    Uni<Optional<Paced>> poll(UUID claim, @Nullable UUID only) {
        return paced(POLL, Tuple.from(new Object[]{pace.limit(Pace.Kind.POLL), pace.taken(Pace.Kind.POLL),
                Pace.seconds(lease), claim, only}));
    }

    /**
     * Jobs whose audio is to be fetched.
     *
     * @param except hosts, with their ports, that are asked for enough already
     */
    Uni<List<LedgerJob>> fetch(UUID claim, int most, @Nullable UUID only, Collection<String> except) {
        return database.worker()
                .execute(FETCH, Tuple.from(new Object[]{Pace.seconds(lease), claim, most, only,
                        except.toArray(String[]::new)}))
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

    /** Gives back what is held under these claims and another replica may do as well; a submission is not among that. */
    Uni<Integer> handBack(Collection<UUID> claims) {
        return database.worker()
                .execute(HAND_BACK, Tuple.of(claims.toArray(UUID[]::new)))
                .map(rows -> rows.rowCount());
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
        return Tuple.of(kind.name(), pace.limit(kind), pace.underWay(kind),
                kind == Pace.Kind.SUBMIT ? submits : Integer.MAX_VALUE);
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
