package dev.foley.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Sums of credits. */
@ApplicationScoped
public class Costs {
    private final Database database;

    Costs(Database database) {
        this.database = database;
    }

    /**
     * Of the jobs since then that this caller sees: for each who has any, by name. Jobs that were removed count by the month
     * of their creation, in UTC, where all of it is since then.
     *
     * @param only whose jobs count, of those that this caller sees; null for everybody's
     */
    public Uni<List<Cost>> since(Caller caller, @Nullable String only, Instant time) {
        List<Object> parameters = new ArrayList<>(List.of(time.atOffset(ZoneOffset.UTC)));
        StringBuilder whose = new StringBuilder();
        for (String name : Stream.of(caller.scope(), only).filter(Objects::nonNull).toList()) {
            parameters.add(name);
            whose.append(" AND caller = $").append(parameters.size());
        }
        return database.callers()
                .execute("""
                         SELECT caller, sum(credits) AS credits, sum(jobs)::bigint AS jobs FROM (
                             SELECT caller, coalesce(sum(credits), 0) AS credits,
                                    count(*) FILTER (WHERE credits > 0) AS jobs
                             FROM job WHERE created_at >= $1 #whose GROUP BY caller
                             UNION ALL
                             SELECT caller, sum(credits), sum(jobs)
                             FROM spent WHERE month >= $1::timestamptz AT TIME ZONE 'UTC' #whose GROUP BY caller
                         ) AS cost
                         GROUP BY caller
                         ORDER BY caller
                         """.replace("#whose", whose), Tuple.from(parameters))
                .map(rows -> rows.stream()
                        .map(row -> new Cost(row.getString("caller"), row.getBigDecimal("credits"),
                                row.getLong("jobs")))
                        .toList());
    }
}
