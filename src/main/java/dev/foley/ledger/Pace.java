package dev.foley.ledger;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.CallConfig;
import dev.foley.kie.StatusConfig;
import dev.foley.kie.SubmitConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The account's pace, shared by all replicas. There are as many slots as calls may start in a window; a slot is taken
 * while its call is under way and for a window after the answer. So no two calls of one slot can reach kie.ai within a
 * window, however long each was on its way, and of any limit + 1 calls two share a slot.
 */
@ApplicationScoped
class Pace {
    /** What is paced, apart from each other. */
    enum Kind {
        SUBMIT,
        POLL
    }

    private static final int MOST_DOUBLINGS = 16;
    /** In seconds: what lies between the claim and the call. */
    private static final double TO_THE_CALL = 1;
    /** Outcomes in a row, of different jobs, that decide nothing: one may be the job's own, three are kie.ai's. */
    private static final int TRIPS = 3;
    /** How many there are with one more, of this job. */
    private static final String STREAK = "undecided + (last_job IS DISTINCT FROM $1)::integer";
    /** By a probe that failed, or by the last of a streak; not by calls that were under way when it opened. */
    private static final String OPENS = "probe = $1 OR strikes = 0 AND " + STREAK + " >= $2";
    private static final String UNDECIDED = "UPDATE pause SET undecided = CASE WHEN strikes > 0 OR " + STREAK
            + " >= $2 THEN 0 ELSE " + STREAK + " END, strikes = CASE WHEN " + OPENS
            + " THEN least(strikes + 1, $3) ELSE strikes END, until = CASE WHEN " + OPENS
            + " THEN clock_timestamp() + make_interval(secs => least($5, $4 * power(2, strikes))) ELSE until END, "
            + "probe = nullif(probe, $1), last_job = $1 WHERE kind = 'SUBMIT'";

    private final Database database;
    private final CallConfig submit;
    private final CallConfig poll;
    private final Duration lease;

    Pace(Database database, SubmitConfig submit, StatusConfig poll, LedgerConfig config) {
        this.database = database;
        this.submit = submit;
        this.poll = poll;
        this.lease = config.lease();
    }

    int limit(Kind kind) {
        return config(kind).limit();
    }

    /** In seconds: how long a slot stays taken when nobody frees it, for its taker may have died after it had called. */
    double taken(Kind kind) {
        return seconds(lease) + window(kind);
    }

    /** Makes the slots that are missing; replicas may do so at once. */
    Uni<Void> prepare(Kind kind) {
        return database.worker()
                .execute("""
                         INSERT INTO slot (kind, number) SELECT $1, number FROM generate_series(1, $2) AS number
                         ON CONFLICT DO NOTHING
                         """, Tuple.of(kind.name(), limit(kind)))
                .replaceWithVoid();
    }

    /** The call of that slot has been answered, or will never be. */
    Uni<Void> answered(Kind kind, int slot) {
        return database.worker()
                .execute(
                        """
                        UPDATE slot SET free_at = clock_timestamp() + make_interval(secs => $3) WHERE kind = $1 AND number = $2
                        """,
                        Tuple.of(kind.name(), slot, seconds(config(kind).window())))
                .replaceWithVoid();
    }

    /**
     * Lets everyone wait, twice as long with each time in a row. What failed at the same moment counts once.
     *
     * @param job   whose call was refused
     * @param asked what kie.ai asked for; null where it did not
     */
    Uni<Void> pause(Kind kind, UUID job, @Nullable Duration asked) {
        CallConfig config = config(kind);
        return database.worker()
                .execute("""
                         UPDATE pause
                         SET strikes = least(strikes + 1, $4), probe = NULL,
                             until = clock_timestamp()
                                     + make_interval(secs => least($3, greatest($5, $2 * power(2, strikes))))
                         WHERE kind = $1 AND (until <= clock_timestamp() OR probe = $6)
                         """, Tuple.of(kind.name(), seconds(config.backoff()), seconds(config.maxBackoff()),
                        MOST_DOUBLINGS, asked == null ? 0.0 : seconds(asked), job))
                .replaceWithVoid();
    }

    /**
     * A submission had an outcome that says nothing of its job. The third in a row, of different jobs, opens the breaker: all
     * replicas pause, and then one job at a time is sent, after a pause that doubles each time, until one succeeds.
     *
     * @param longest that the pause may become
     */
    Uni<Void> undecided(UUID job, Duration longest) {
        return database.worker()
                .execute(UNDECIDED, Tuple.of(job, TRIPS, MOST_DOUBLINGS, seconds(submit.breaker().delay()),
                        seconds(longest)))
                .replaceWithVoid();
    }

    /** A call had an outcome that decides about its job: kie.ai works. */
    Uni<Void> decided(Kind kind, UUID job) {
        return database.worker()
                .execute("""
                         UPDATE pause
                         SET undecided = 0, probe = nullif(probe, $2),
                             strikes = CASE WHEN probe = $2 OR until <= now() THEN 0 ELSE strikes END,
                             until = CASE WHEN probe = $2 THEN now() ELSE until END
                         WHERE kind = $1 AND (undecided > 0 OR strikes > 0)
                         """, Tuple.of(kind.name(), job))
                .replaceWithVoid();
    }

    /** The job was not sent after all: another may be the probe. */
    Uni<Void> notSent(UUID job) {
        return database.worker()
                .execute("UPDATE pause SET probe = NULL, until = now() WHERE kind = 'SUBMIT' AND probe = $1",
                        Tuple.of(job))
                .replaceWithVoid();
    }

    private double window(Kind kind) {
        return seconds(config(kind).window());
    }

    /**
     * In seconds: a slot that is taken for longer than this from now on is that of a call under way. One whose taker died counts
     * no more once its call would have timed out.
     */
    double underWay(Kind kind) {
        return Math.max(window(kind), taken(kind) - seconds(config(kind).timeout()) - TO_THE_CALL);
    }

    private CallConfig config(Kind kind) {
        return kind == Kind.SUBMIT ? submit : poll;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
