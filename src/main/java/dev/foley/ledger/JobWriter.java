package dev.foley.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Writes new jobs: one for each idempotency key, whoever is first. */
@ApplicationScoped
class JobWriter {
    private static final String INSERT = """
                                         WITH job AS (
                                             INSERT INTO job (id, caller, state, prompt, loop, duration_seconds, prompt_influence,
                                                              output_format, callback_url, fingerprint, retry_of, trace_parent,
                                                              give_up_at)
                                             VALUES ($1, $2, 'QUEUED', $3, $4, $5, $6, $7, $8, $9, $10, $11,
                                                     clock_timestamp() + make_interval(secs => $12))
                                             RETURNING *)
                                         SELECT
                                         """
            + JobRows.COLUMNS;

    /**
     * The job that a request gets.
     *
     * @param replayed whether an earlier request with the same idempotency key got it
     */
    record Written(UUID id, boolean replayed) {}

    /** In place of the fingerprint of one request, which is never so short. */
    private static final Buffer A_BATCH = Buffer.buffer("batch");

    private final Database database;
    private final Quotas quotas;
    private final Duration queueDeadline;
    private final Duration keyLifetime;
    private final String insert;

    JobWriter(Database database, Quotas quotas, LedgerConfig config) {
        this.database = database;
        this.quotas = quotas;
        this.queueDeadline = config.queueDeadline();
        this.keyLifetime = config.idempotency();
        // A worker beside this one needs no telling; where there is none, one elsewhere does.
        this.insert = INSERT + (config.worker() ? "" : ", " + Signals.TELL) + " FROM job";
    }

    /**
     * The job of a request: a new one, that of its key, which may have been removed since, or one that is used again. Fails with
     * {@link QuotaException} where it takes a new one, and there is no room.
     */
    Uni<Written> write(NewJob job) {
        byte[] fingerprint = Digests.fingerprint(job.request());
        return quotas.inTurn(job.caller(), () -> database.callers()
                .withTransaction(connection -> quotas.lock(connection, job.caller())
                        .chain(() -> job.reuse()
                                ? reusable(connection, job.caller(), fingerprint)
                                : Uni.createFrom().item(Optional.<UUID>empty()))
                        .chain(earlier -> write(connection, job, fingerprint, earlier))));
    }

    /** Whether there is no earlier job that this one may turn out to be, and no quota to keep. */
    boolean standsAlone(NewJob job) {
        return job.idempotencyKey() == null && !job.reuse() && !quotas.limit(job.caller());
    }

    /** Writes a job that {@link #standsAlone}, in one statement. */
    Uni<LedgerJob> writeAlone(NewJob job) {
        return database.callers()
                .execute(insert, row(job, Digests.fingerprint(job.request())))
                .map(rows -> JobRows.job(rows.iterator().next()));
    }

    /** The job that was written before under the same key for the same; empty where there was no such key. */
    Uni<Optional<UUID>> written(NewJob job) {
        return database.callers()
                .execute("""
                         SELECT job_id FROM idempotency_key
                         WHERE caller = $1 AND key = $2 AND fingerprint = $3 AND expires_at > now()
                         """,
                        Tuple.of(job.caller(), job.idempotencyKey(), keyed(job, Digests.fingerprint(job.request()))))
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("job_id")));
    }

    /** A key stands for what was asked: to repeat a job is to ask for something else than the job itself. */
    private static Buffer keyed(NewJob job, byte[] fingerprint) {
        Buffer all = Buffer.buffer(fingerprint);
        return job.retryOf() == null
                ? all
                : Buffer.buffer(Digests.sha256(all.appendString(job.retryOf().toString()).getBytes()));
    }

    /**
     * Takes the key for a batch, before any of its requests is written. Fails with {@link IdempotencyConflictException} where
     * it stands for a single request.
     */
    Uni<Void> reserve(String caller, String key) {
        return database.callers()
                .withTransaction(connection -> take(connection, caller, key, A_BATCH, null)
                        .chain(taken -> taken
                                ? Uni.createFrom().voidItem()
                                : holder(connection, caller, key, A_BATCH).replaceWithVoid()));
    }

    private Uni<Written> write(SqlConnection connection, NewJob job, byte[] fingerprint, Optional<UUID> earlier) {
        UUID id = earlier.orElse(job.id());
        return holder(connection, job, fingerprint, id)
                .chain(holder -> holder.replayed() || earlier.isPresent()
                        ? Uni.createFrom().item(holder)
                        : quotas.check(connection, job)
                                .chain(() -> insert(connection, job, fingerprint))
                                .replaceWith(holder));
    }

    private static Uni<Optional<UUID>> reusable(SqlConnection connection, String caller, byte[] fingerprint) {
        return connection.preparedQuery("""
                                        SELECT id FROM job
                                        WHERE caller = $1 AND fingerprint = $2 AND state = 'SUCCEEDED'
                                        ORDER BY completed_at DESC LIMIT 1
                                        FOR KEY SHARE
                                        """)
                .execute(Tuple.of(caller, Buffer.buffer(fingerprint)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID("id")));
    }

    /** The job that has the key: this one, or the one that was faster. Waits for one that is just being written. */
    private Uni<Written> holder(SqlConnection connection, NewJob job, byte[] fingerprint, UUID id) {
        String key = job.idempotencyKey();
        if (key == null) {
            return Uni.createFrom().item(new Written(id, false));
        }
        Buffer keyed = keyed(job, fingerprint);
        return take(connection, job.caller(), key, keyed, id)
                .chain(taken -> taken
                        ? Uni.createFrom().item(new Written(id, false))
                        : holder(connection, job.caller(), key, keyed).map(holder -> new Written(holder, true)));
    }

    /**
     * Whether the key was free, and is taken now.
     *
     * @param id the job that it stands for from now on; null for a batch
     */
    private Uni<Boolean> take(SqlConnection connection, String caller, String key, Buffer keyed, @Nullable UUID id) {
        return connection
                .preparedQuery(
                        """
                        INSERT INTO idempotency_key AS taken (caller, key, fingerprint, job_id, expires_at)
                        VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))
                        ON CONFLICT (caller, key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, job_id = excluded.job_id, expires_at = excluded.expires_at
                        WHERE taken.expires_at <= now()
                        RETURNING job_id
                        """)
                .execute(Tuple.from(new Object[]{caller, key, keyed, id, (double) keyLifetime.toSeconds()}))
                .map(rows -> rows.size() == 1);
    }

    /** Null for a batch. */
    private static Uni<@Nullable UUID> holder(SqlConnection connection, String caller, String key, Buffer keyed) {
        return connection
                .preparedQuery(
                        "SELECT job_id, fingerprint = $3 AS same FROM idempotency_key WHERE caller = $1 AND key = $2")
                .execute(Tuple.of(caller, key, keyed))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    if (!row.getBoolean("same")) {
                        throw new IdempotencyConflictException();
                    }
                    return row.getUUID("job_id");
                });
    }

    private Uni<RowSet<Row>> insert(SqlConnection connection, NewJob job, byte[] fingerprint) {
        return connection.preparedQuery(insert).execute(row(job, fingerprint));
    }

    private Tuple row(NewJob job, byte[] fingerprint) {
        SoundEffectRequest request = job.request();
        return Tuple.from(new Object[]{job.id(), job.caller(), request.text(), request.loop(),
                request.durationSeconds(), request.promptInfluence(), request.outputFormat().wireName(),
                request.callbackUrl() == null ? null : request.callbackUrl().toString(), Buffer.buffer(fingerprint),
                job.retryOf(), job.traceParent(), (double) queueDeadline.toSeconds()});
    }
}
