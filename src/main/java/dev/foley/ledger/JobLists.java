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
        private static final String ORDER = "ORDER BY created_at DESC, id DESC LIMIT $%d\n";

        static Query of(Caller caller, JobFilter filter, @Nullable JobPosition after, int most) {
            Query query = new Query(new StringBuilder(), new ArrayList<>());
            if (filter.text() == null) {
                return query.select("true", caller, filter, after, most);
            }
            // In two parts, because only ended jobs are in the index.
            query.sql.append("SELECT * FROM ((");
            query.select(SearchIndex.ENDED, caller, filter, after, most).sql.append(") UNION ALL (");
            query.select(SearchIndex.UNDER_WAY, caller, filter, after, most).sql.append(")) AS job\n");
            query.add(ORDER, most);
            return query;
        }

        private Query select(String condition, Caller caller, JobFilter filter, @Nullable JobPosition after, int most) {
            sql.append("SELECT ").append(JobRows.COLUMNS).append("FROM job WHERE ").append(condition).append('\n');
            if (caller.scope() != null) {
                add("AND caller = $%d\n", caller.scope());
            }
            if (filter.caller() != null) {
                add("AND caller = $%d\n", filter.caller());
            }
            if (!filter.states().isEmpty()) {
                add("AND state = ANY($%d)\n", filter.states().stream().map(State::name).toArray(String[]::new));
            }
            if (filter.text() != null) {
                add("AND lower(prompt) LIKE lower($%d)\n", SearchIndex.pattern(filter.text()));
            }
            if (after != null) {
                add("AND (created_at, id) < ($%d, ", after.createdAt().atOffset(ZoneOffset.UTC));
                add("$%d)\n", after.id());
            }
            add(ORDER, most);
            return this;
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
        return database.callers()
                .execute(query.sql().toString(), Tuple.from(query.parameters()))
                .map(rows -> rows.stream().map(JobRows::job).toList());
    }
}
