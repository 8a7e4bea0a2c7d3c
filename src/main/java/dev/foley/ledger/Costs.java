package dev.foley.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Sums of credits. */
@ApplicationScoped
public class Costs {
    private final Database database;

    Costs(Database database) {
        this.database = database;
    }

    /** Of those jobs that this caller sees. */
    public Uni<Cost> of(Caller caller, Instant since) {
        return database.pool()
                .preparedQuery("""
                               SELECT coalesce(sum(credits), 0) AS credits, count(*) FILTER (WHERE credits > 0) AS jobs
                               FROM job
                               WHERE ($1::text IS NULL OR caller = $1) AND created_at >= $2
                               """)
                .execute(Tuple.of(caller.scope(), since.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Cost(caller.name(), row.getBigDecimal("credits"), row.getLong("jobs")));
    }

    /** For each caller with jobs since then, by name. */
    public Uni<List<Cost>> since(Instant time) {
        return database.pool()
                .preparedQuery(
                        """
                        SELECT caller, coalesce(sum(credits), 0) AS credits, count(*) FILTER (WHERE credits > 0) AS jobs
                        FROM job
                        WHERE created_at >= $1
                        GROUP BY caller
                        ORDER BY caller
                        """)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(row -> new Cost(row.getString("caller"), row.getBigDecimal("credits"),
                                row.getLong("jobs")))
                        .toList());
    }
}
