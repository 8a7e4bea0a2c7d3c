package dev.foley.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers within their quotas, whichever replicas they ask at once. A job counts from the moment it is written,
 * with what it is expected to cost until kie.ai has said what it did.
 */
@ApplicationScoped
class Quotas {
    /** Short sounds take a few seconds. */
    private static final Duration A_JOB_ENDS = Duration.ofSeconds(10);

    private final QuotaConfig config;
    /** Of each caller with a quota who is being served, the last in line. */
    private final Map<String, CompletableFuture<Void>> lines = new ConcurrentHashMap<>();

    Quotas(QuotaConfig config) {
        this.config = config;
    }

    /** Whether this caller has a quota. */
    boolean limit(String caller) {
        return jobsInFlight(caller).isPresent() || creditsPerMonth(caller).isPresent();
    }

    /**
     * Does the work of one caller with a quota in turn, so that those who wait for the {@link #lock} hold one connection of this
     * replica, and not all.
     */
    <T> Uni<T> inTurn(String caller, Supplier<Uni<T>> work) {
        return limit(caller) ? Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            CompletableFuture<Void> before = lines.put(caller, done);
            return Uni.createFrom()
                    .completionStage(before == null ? CompletableFuture.completedFuture(null) : before)
                    .chain(() -> work.get())
                    .onTermination()
                    .invoke(() -> {
                        lines.remove(caller, done);
                        done.complete(null);
                    });
        }) : Uni.createFrom().deferred(() -> work.get());
    }

    /** Makes others who write for this caller wait until the transaction ends, where there is a quota to exceed. */
    Uni<Void> lock(SqlConnection connection, String caller) {
        return limit(caller)
                ? connection.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended('foley.quota ' || $1, 0))")
                        .execute(Tuple.of(caller))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Fails with {@link QuotaException} when there is no room for one more job; under the {@link #lock}. */
    Uni<Void> check(SqlConnection connection, NewJob job) {
        return checkInFlight(connection, job.caller()).chain(() -> checkCredits(connection, job));
    }

    private Uni<Void> checkInFlight(SqlConnection connection, String caller) {
        OptionalInt limit = jobsInFlight(caller);
        if (limit.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery("""
                               SELECT count(*) FROM job
                               WHERE caller = $1 AND state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')
                               """)
                .execute(Tuple.of(caller))
                .map(rows -> {
                    long inFlight = rows.iterator().next().getLong(0);
                    if (inFlight >= limit.getAsInt()) {
                        throw new QuotaException.JobsInFlight(
                                String.format(Locale.ROOT,
                                        "%d sound effects are on their way, and %d are allowed to this "
                                                + "caller at a time. There is room when one of them ends, or is cancelled while it is queued.",
                                        inFlight, limit.getAsInt()),
                                A_JOB_ENDS);
                    }
                    return null;
                });
    }

    private Uni<Void> checkCredits(SqlConnection connection, NewJob job) {
        BigDecimal limit = creditsPerMonth(job.caller()).orElse(null);
        if (limit == null) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(
                """
                WITH this_month AS (
                    SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS begins,
                           date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month' AS ends
                )
                SELECT coalesce((SELECT sum(counted_credits(state, credits, duration_seconds, failure_reason)) FROM job
                                 WHERE caller = $1 AND created_at >= begins AT TIME ZONE 'UTC'), 0)
                       + coalesce((SELECT credits FROM spent WHERE caller = $1 AND month = begins::date), 0) AS used,
                       counted_credits('QUEUED', NULL, $2, NULL) AS needed,
                       ends,
                       extract(epoch FROM ends - now() AT TIME ZONE 'UTC')::float8 AS seconds
                FROM this_month
                """).execute(Tuple.of(job.caller(), job.request().durationSeconds())).map(rows -> {
                    checkCredits(rows.iterator().next(), limit);
                    return null;
                });
    }

    private static void checkCredits(Row row, BigDecimal limit) {
        BigDecimal used = row.getBigDecimal("used");
        BigDecimal needed = row.getBigDecimal("needed");
        if (used.add(needed).compareTo(limit) > 0) {
            OffsetDateTime ends = row.getLocalDateTime("ends").atOffset(ZoneOffset.UTC);
            throw new QuotaException.MonthlyCredits(
                    String.format(Locale.ROOT, "It may cost %s credits, and %s of the %s that this caller has for a "
                            + "month are spent or set aside. The next month begins at %s; a shorter durationSeconds costs less.",
                            plain(needed), plain(used), plain(limit),
                            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ends)),
                    Duration.ofSeconds((long) Math.ceil(row.getDouble("seconds"))));
        }
    }

    private static String plain(BigDecimal credits) {
        return credits.signum() == 0 ? "0" : credits.stripTrailingZeros().toPlainString();
    }

    private OptionalInt jobsInFlight(String caller) {
        QuotaConfig.@Nullable Limits own = config.callers().get(caller);
        return own != null && own.jobsInFlight().isPresent() ? own.jobsInFlight() : config.jobsInFlight();
    }

    private Optional<BigDecimal> creditsPerMonth(String caller) {
        QuotaConfig.@Nullable Limits own = config.callers().get(caller);
        return own != null && own.creditsPerMonth().isPresent() ? own.creditsPerMonth() : config.creditsPerMonth();
    }
}
