package dev.foley.ledger;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Lists of jobs, newest first, a page at a time. */
@ApplicationScoped
public class JobLists {
    private final Database database;

    JobLists(Database database) {
        this.database = database;
    }

    /** A statement with its parameters: a condition that is not there costs the index nothing. */
    record Query(StringBuilder sql, List<Object> parameters) {
        static Query of(Caller caller, JobFilter filter, @Nullable JobPosition after, int most) {
            Query query = new Query(
                    new StringBuilder("SELECT ").append(JobRows.COLUMNS).append("FROM job WHERE true\n"),
                    new ArrayList<>());
            if (caller.scope() != null) {
                query.add("AND caller = $%d\n", caller.scope());
            }
            if (!filter.states().isEmpty()) {
                query.add("AND state = ANY($%d)\n", filter.states().stream().map(State::name).toArray(String[]::new));
            }
            if (filter.text() != null) {
                query.add("AND strpos(lower(prompt), lower($%d)) > 0\n", filter.text());
            }
            if (after != null) {
                query.add("AND (created_at, id) < ($%d, ", after.createdAt().atOffset(ZoneOffset.UTC));
                query.add("$%d)\n", after.id());
            }
            query.add("ORDER BY created_at DESC, id DESC LIMIT $%d\n", most);
            return query;
        }

        private void add(String condition, Object parameter) {
            parameters.add(parameter);
            sql.append(String.format(Locale.ROOT, condition, parameters.size()));
        }
    }

    /**
     * A page of those that this caller sees.
     *
     * @param after the last job of the page before; null for the first page
     * @param most  jobs that are wanted
     */
    public Uni<List<LedgerJob>> page(Caller caller, JobFilter filter, @Nullable JobPosition after, int most) {
        Query query = Query.of(caller, filter, after, most);
        return database.pool()
                .preparedQuery(query.sql().toString())
                .execute(Tuple.from(query.parameters()))
                .map(rows -> rows.stream().map(JobRows::job).toList());
    }
}
