package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import dev.foley.Depth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application, told where its database is once. */
@Tag(Depth.DEEP)
class OneDatabaseUrlIT {
    private static RestartablePostgres postgres;

    @BeforeAll
    static void open() {
        postgres = new RestartablePostgres();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    private static Replica replica(String name, String url) {
        Map<String, String> settings = new HashMap<>(Map.of("foley.kie.api-key", "none", "foley.ledger.worker", "false",
                "quarkus.datasource.username", "postgres", "quarkus.datasource.password", "postgres"));
        settings.put(name, url);
        return new Replica(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {OneDatabaseUrl.JDBC, OneDatabaseUrl.REACTIVE})
    void eitherUrlMakesALedger(String name) {
        String jdbc = postgres.settings().get(OneDatabaseUrl.JDBC);
        String url = name.equals(OneDatabaseUrl.JDBC) ? jdbc : jdbc.substring("jdbc:".length());
        try (Replica replica = replica(name, url).start()) {
            assertThat(replica.create("with " + name, Map.of()).join().statusCode()).isEqualTo(202);
        }
        assertThat(postgres.states()).containsKey("QUEUED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {OneDatabaseUrl.JDBC + " jdbc:postgresql://secret,other/foley",
            OneDatabaseUrl.REACTIVE + " postgresql://secret,other/foley"})
    void severalHostsUnderOneNameStopTheStart(String name, String url) {
        try (Replica replica = replica(name, url)) {
            assertThatThrownBy(replica::start).hasMessageContaining("it has stopped");
            assertThat(replica.log()).contains(name + " names several hosts", "set both").doesNotContain("secret");
        }
    }
}
