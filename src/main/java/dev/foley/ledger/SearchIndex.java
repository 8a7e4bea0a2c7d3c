package dev.foley.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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

    private final Instance<DataSource> database;

    SearchIndex(@Any Instance<DataSource> database) {
        this.database = database;
    }

    /** The pattern of prompts that have that text in them. */
    static String pattern(String text) {
        return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
    }

    /** Completes once the index exists, cannot be created, or is being created by another replica. Never fails. */
    Uni<Void> prepare() {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> create(database.get()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** By JDBC, which has no deadline: to index a million jobs takes longer than any other statement may. */
    static void create(DataSource database) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            // Flyway may have set one; to build an index, transactions that are under way are waited for.
            statement.execute("SET lock_timeout = 0");
            if (flag(statement, "SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                try {
                    create(statement);
                } finally {
                    statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                }
            }
        } catch (SQLException e) {
            LOG.infof("Searches by text are slow: their index cannot be created, which needs the extension pg_trgm: %s",
                    e.getMessage());
        }
    }

    /** An index whose creation was interrupted exists, but is invalid: it is dropped first. */
    private static void create(Statement statement) throws SQLException {
        if (flag(statement, """
                            SELECT coalesce(bool_or(indisvalid), false) FROM pg_index
                            WHERE indexrelid = to_regclass('job_by_text')
                            """)) {
            return;
        }
        statement.execute("DROP INDEX CONCURRENTLY IF EXISTS job_by_text");
        statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
        String schema;
        try (ResultSet found = statement.executeQuery("""
                                                      SELECT quote_ident(nspname) FROM pg_extension
                                                      JOIN pg_namespace ON pg_namespace.oid = extnamespace
                                                      WHERE extname = 'pg_trgm'
                                                      """)) {
            found.next();
            schema = found.getString(1);
        }
        // Few jobs end in a second, and with fastupdate a search reads all entries that are not merged yet.
        statement.execute("CREATE INDEX CONCURRENTLY job_by_text ON job USING gin (lower(prompt) " + schema
                + ".gin_trgm_ops) WITH (fastupdate = off) WHERE " + ENDED);
    }

    private static boolean flag(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
