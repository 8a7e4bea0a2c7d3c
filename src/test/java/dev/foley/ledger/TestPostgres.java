package dev.foley.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** One PostgreSQL for the tests of a JVM, and a database of its own for whoever asks. */
final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();

    private TestPostgres() {}

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Vertx vertx() {
        return VERTX;
    }

    /** A new, empty database's name. */
    static String create() {
        return create("template1");
    }

    private static String create(String template) {
        String name = "ledger_" + DATABASES.incrementAndGet();
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    static Flyway flyway(String database) {
        return flyway(database, MigrationVersion.LATEST);
    }

    /** Goes no further than that version of the schema. */
    static Flyway flyway(String database, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(Server.RUNNING.getDatabase("postgres", database))
                .target(target)
                .load();
    }

    static int port() {
        return Server.RUNNING.getPort();
    }

    static String name(TestDatabase database) {
        return database.sql("SELECT current_database()").iterator().next().getString(0);
    }

    static DataSource jdbc(TestDatabase database) {
        return Server.RUNNING.getDatabase("postgres", name(database));
    }

    static Pool pool(String database) {
        return pool(Server.RUNNING.getPort(), database);
    }

    static Pool pool(int port, String database) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(new PgConnectOptions().setHost("localhost")
                        .setPort(port)
                        .setDatabase(database)
                        .setUser("postgres")
                        .setPassword("postgres"))
                .using(VERTX)
                .build();
    }

    /** A migrated database of its own. */
    static TestDatabase migrated() {
        return new TestDatabase(pool(create(Template.NAME)));
    }

    /** A migrated database that others are copied from. */
    private static final class Template {
        static final String NAME = create();

        static {
            flyway(NAME).migrate();
        }
    }
}
