package dev.foley.ledger;

import java.time.Duration;

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
        return seconds(lease.plus(config(kind).window()));
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
     * @param asked what kie.ai asked for; null where it did not
     */
    Uni<Void> pause(Kind kind, @Nullable Duration asked) {
        CallConfig config = config(kind);
        return database.worker()
                .execute("""
                         UPDATE pause
                         SET strikes = least(strikes + 1, $4),
                             until = clock_timestamp()
                                     + make_interval(secs => least($3, greatest($5, $2 * power(2, strikes))))
                         WHERE kind = $1 AND until <= clock_timestamp()
                         """, Tuple.of(kind.name(), seconds(config.backoff()), seconds(config.maxBackoff()),
                        MOST_DOUBLINGS, asked == null ? 0.0 : seconds(asked)))
                .replaceWithVoid();
    }

    /** A call got through. */
    Uni<Void> resume(Kind kind) {
        return database.worker()
                .execute("UPDATE pause SET strikes = 0 WHERE kind = $1 AND strikes > 0 AND until <= now()",
                        Tuple.of(kind.name()))
                .replaceWithVoid();
    }

    private CallConfig config(Kind kind) {
        return kind == Kind.SUBMIT ? submit : poll;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
