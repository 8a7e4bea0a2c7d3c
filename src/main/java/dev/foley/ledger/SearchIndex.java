package dev.foley.ledger;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/**
 * Creates the index for searches in prompts, which needs the extension pg_trgm. It is not a migration, because it is built in the
 * background ({@code CONCURRENTLY}) while a large table is in use, and because Foley works without it where the extension cannot
 * be created: searches are slower then.
 */
@ApplicationScoped
class SearchIndex {
    private static final Logger LOG = Logger.getLogger(SearchIndex.class);
    /** Only ended jobs are indexed: each change of state would write the index again, and few jobs are running. */
    static final String ENDED = "state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN')";
    static final String UNDER_WAY = "state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')";

    /** Only one replica creates the index. */
    private static final String LOCK = "hashtextextended('foley.search-index', 0)";

    private final Database database;

    SearchIndex(Database database) {
        this.database = database;
    }

    /** The pattern of prompts that have that text in them. */
    static String pattern(String text) {
        return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
    }

    /** Completes once the index exists, cannot be created, or is being created by another replica. Never fails. */
    Uni<Void> prepare() {
        return database.worker()
                .withConnection(connection -> flag(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")")
                        .chain(locked -> locked
                                ? make(connection)
                                        .eventually(() -> run(connection, "SELECT pg_advisory_unlock(" + LOCK + ")"))
                                : Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(fault -> LOG.infof(
                        "Searches by text are slow: their index cannot be created, which needs the extension pg_trgm: %s",
                        fault.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** An index whose creation was interrupted exists, but is invalid: it is dropped first. */
    private static Uni<Void> make(SqlConnection connection) {
        return flag(connection, """
                                SELECT coalesce(bool_or(indisvalid), false) FROM pg_index
                                WHERE indexrelid = to_regclass('job_by_text')
                                """).chain(there -> there
                ? Uni.createFrom().voidItem()
                : run(connection, "DROP INDEX CONCURRENTLY IF EXISTS job_by_text")
                        .chain(() -> run(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm"))
                        .chain(() -> connection.query("""
                                                      SELECT quote_ident(nspname) FROM pg_extension
                                                      JOIN pg_namespace ON pg_namespace.oid = extnamespace
                                                      WHERE extname = 'pg_trgm'
                                                      """).execute())
                        .map(rows -> rows.iterator().next().getString(0))
                        // Few jobs end in a second, and with fastupdate a search reads all entries that are not merged yet.
                        .chain(schema -> run(connection,
                                "CREATE INDEX CONCURRENTLY job_by_text ON job USING gin (lower(prompt) "
                                        + schema + ".gin_trgm_ops) WITH (fastupdate = off) WHERE " + ENDED)));
    }

    private static Uni<Boolean> flag(SqlConnection connection, String sql) {
        return connection.query(sql).execute().map(RowSet::iterator).map(rows -> rows.next()).map(SearchIndex::flag);
    }

    private static boolean flag(Row row) {
        return row.getBoolean(0);
    }

    private static Uni<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }
}
