package dev.foley.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Counts what there is to do. */
@ApplicationScoped
public class Backlogs {
    /** One count for each state: each has an index with nothing else in it, and the jobs that have ended are not read. */
    static final String COUNT = """
                                SELECT
                                    (SELECT count(*) FROM job WHERE state = 'QUEUED') AS queued,
                                    (SELECT count(*) FROM job WHERE state = 'SUBMITTING') AS submitting,
                                    (SELECT count(*) FROM job WHERE state = 'GENERATING') AS generating,
                                    (SELECT count(*) FROM job WHERE state = 'FETCHING') AS fetching,
                                    (SELECT count(*) FROM job WHERE state = 'UNCERTAIN') AS uncertain,
                                    extract(epoch FROM clock_timestamp()
                                        - (SELECT min(created_at) FROM job WHERE state = 'QUEUED'))::float8 AS age
                                """;

    private final Database database;

    Backlogs(Database database) {
        this.database = database;
    }

    public Uni<Backlog> now() {
        return database.worker().execute(COUNT).map(rows -> backlog(rows.iterator().next()));
    }

    private static Backlog backlog(Row row) {
        Map<State, Long> jobs = Backlog.STATES.stream()
                .collect(Collectors.toMap(Function.identity(),
                        state -> row.getLong(state.name().toLowerCase(java.util.Locale.ROOT))));
        Double age = row.getDouble("age");
        return new Backlog(jobs, age == null ? Duration.ZERO : Duration.ofMillis(Math.round(age * 1000)));
    }
}
