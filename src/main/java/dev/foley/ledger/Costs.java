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

    /** Of the jobs since then that this caller sees: for each who has any, by name. */
    public Uni<List<Cost>> since(Caller caller, Instant time) {
        return database.pool()
                .preparedQuery(
                        """
                        SELECT caller, coalesce(sum(credits), 0) AS credits, count(*) FILTER (WHERE credits > 0) AS jobs
                        FROM job
                        WHERE ($1::text IS NULL OR caller = $1) AND created_at >= $2
                        GROUP BY caller
                        ORDER BY caller
                        """)
                .execute(Tuple.of(caller.scope(), time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream()
                        .map(row -> new Cost(row.getString("caller"), row.getBigDecimal("credits"),
                                row.getLong("jobs")))
                        .toList());
    }
}
