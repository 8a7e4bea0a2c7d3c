package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

/** A PostgreSQL that can be stopped, and started again where it was. */
final class RestartablePostgres implements AutoCloseable {
    private final Path directory;
    private final int port = Replica.freePort();
    private EmbeddedPostgres server;
    private String database = "postgres";
    private final Map<String, String> config;
    private int databases;

    RestartablePostgres() {
        this(Map.of());
    }

    /** @param config as in postgresql.conf */
    RestartablePostgres(Map<String, String> config) {
        this.config = config;
        try {
            directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
            server = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "200");
        config.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Goes on with a new, empty database. */
    void renew() {
        databases++;
        String next = "foley_" + databases;
        execute("CREATE DATABASE " + next);
        database = next;
    }

    void restart() {
        try {
            server.close();
            server = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void execute(String sql) {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets nobody else have rows of that table for as long as the work takes. */
    void whileLocked(String table, Runnable work) {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
            work.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement in a transaction that stays open until this is closed. */
    Connection inOpenTransaction(String sql) {
        try {
            Connection connection = server.getDatabase("postgres", database).getConnection();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections that do nothing, as many as the server still takes. */
    List<Connection> idleSessions() {
        List<Connection> sessions = new ArrayList<>();
        try {
            while (true) {
                sessions.add(server.getDatabase("postgres", database).getConnection());
            }
        } catch (SQLException full) {
            return sessions;
        }
    }

    /** What production sets: no more than this. */
    Map<String, String> settings() {
        return Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    /** With the ledger's schema, before any replica has been there. */
    TestDatabase migrated() {
        Flyway.configure().dataSource(server.getDatabase("postgres", database)).load().migrate();
        return new TestDatabase(TestPostgres.pool(port, database));
    }

    /** How many rows there are, of a table or with a condition behind it. */
    int count(String rowsOf) {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + rowsOf)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many jobs there are in each state. */
    Map<String, Integer> states() {
        Map<String, Integer> states = new LinkedHashMap<>();
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT state, count(*) FROM job GROUP BY state ORDER BY state")) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return states;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
