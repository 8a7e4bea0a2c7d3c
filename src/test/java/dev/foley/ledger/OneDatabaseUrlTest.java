package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.pgclient.PgConnectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class OneDatabaseUrlTest {
    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withProfile("prod")
                .withSources(new PropertiesConfigSource(values, "test", 300))
                .withSources(new OneDatabaseUrl())
                .build();
    }

    private static String reactive(String jdbc) {
        return config(Map.of(OneDatabaseUrl.JDBC, jdbc)).getConfigValue(OneDatabaseUrl.REACTIVE).getValue();
    }

    private static String jdbc(String reactive) {
        return config(Map.of(OneDatabaseUrl.REACTIVE, reactive)).getConfigValue(OneDatabaseUrl.JDBC).getValue();
    }

    @ParameterizedTest
    @CsvSource({
            "jdbc:postgresql://db.example/foley, postgresql://db.example/foley",
            "jdbc:postgresql://db.example:5433/foley?sslmode=require, postgresql://db.example:5433/foley?sslmode=require",
            "jdbc:postgresql://[::1]:5433/foley, postgresql://[::1]:5433/foley",
            "jdbc:postgresql:foley, postgresql://localhost/foley",
            "jdbc:postgresql:///foley, postgresql://localhost/foley",
            "jdbc:postgresql://h/foley?ssl=true&sslrootcert=ca.crt&tcpKeepAlive=true, postgresql://h/foley?sslmode=verify-full",
            "jdbc:postgresql://h/foley?currentSchema=a&ApplicationName=b, postgresql://h/foley?application_name=b&search_path=a"})
    void theReactiveUrlFollowsFromTheJdbcUrl(String jdbc, String reactive) {
        assertThat(reactive(jdbc)).isEqualTo(reactive);
    }

    @ParameterizedTest
    @CsvSource({
            "postgresql://db.example:5433/foley, jdbc:postgresql://db.example:5433/foley",
            "vertx-reactive:postgresql://db.example/foley, jdbc:postgresql://db.example/foley",
            "postgres://db.example/foley?sslmode=verify-ca, jdbc:postgresql://db.example/foley?sslmode=verify-ca",
            "postgresql://ann@db.example/foley, jdbc:postgresql://db.example/foley?user=ann"})
    void theJdbcUrlFollowsFromTheReactiveUrl(String reactive, String jdbc) {
        assertThat(jdbc(reactive)).isEqualTo(jdbc);
    }

    @Test
    void anOddPasswordReachesBothDriversAsItIs() {
        String encoded = "p%40%3A%2F%3F%26%3D+%20%25%C3%A9";
        PgConnectOptions options = PgConnectOptions
                .fromUri(reactive("jdbc:postgresql://h:1/foley?user=a%2Bb&password=" + encoded.replace("+", "%2B")));
        assertThat(options.getUser()).isEqualTo("a+b");
        assertThat(options.getPassword()).isEqualTo("p@:/?&=+ %é");
        assertThat(options.getDatabase()).isEqualTo("foley");
        String jdbc = jdbc("postgresql://a%2Bb:" + encoded.replace("+", "%2B") + "@h:1/foley");
        assertThat(Driver.parseURL(jdbc, null)).containsEntry("user", "a+b").containsEntry("password", "p@:/?&=+ %é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://secret:1,other:2/foley", "jdbc:postgresql://secret/",
            "jdbc:mysql://secret/foley", "jdbc:postgresql:"})
    void whatHasNoCounterpartIsAnErrorThatSaysWhatToDo(String jdbc) {
        assertThatThrownBy(() -> reactive(jdbc)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(OneDatabaseUrl.JDBC)
                .hasMessageContaining(OneDatabaseUrl.REACTIVE + " cannot be derived")
                .hasMessageEndingWith("set both")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"postgresql://a,b/foley; names several hosts",
            "postgresql://a/foley,postgresql://b/foley; names several hosts",
            "postgresql://%2Fvar%2Frun/foley; names a socket", "postgresql://a/; names no database"})
    void aReactiveUrlWithoutCounterpartIsAnErrorToo(String reactive, String reason) {
        assertThatThrownBy(() -> jdbc(reactive)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsSetIsLeftAsItIs() {
        Map<String, String> both = Map.of(OneDatabaseUrl.JDBC, "jdbc:postgresql://a,b/x", OneDatabaseUrl.REACTIVE,
                "postgresql://a/x,postgresql://b/x");
        both.forEach((name, value) -> assertThat(config(both).getConfigValue(name).getValue()).isEqualTo(value));
    }

    @Test
    void noneStaysNone() {
        assertThat(config(Map.of()).getConfigValue(OneDatabaseUrl.REACTIVE).getValue()).isNull();
        assertThat(config(Map.of("quarkus.datasource.active", "false", OneDatabaseUrl.JDBC, "jdbc:x"))
                .getConfigValue(OneDatabaseUrl.REACTIVE)
                .getValue()).isNull();
    }

    @Test
    void profilesEnvironmentAndExpressionsCount() {
        assertThat(config(Map.of("%prod." + OneDatabaseUrl.JDBC, "jdbc:postgresql://${host}/foley", "host", "db"))
                .getConfigValue(OneDatabaseUrl.REACTIVE)
                .getValue()).isEqualTo("postgresql://db/foley");
        SmallRyeConfig environment = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new EnvConfigSource(
                        Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/foley"), 300))
                .withSources(new OneDatabaseUrl())
                .build();
        assertThat(environment.getConfigValue(OneDatabaseUrl.REACTIVE).getValue()).isEqualTo("postgresql://db/foley");
    }

    @Test
    void theCertificateToTrustFollowsFromTheJdbcUrl() {
        SmallRyeConfig config = config(Map.of(OneDatabaseUrl.JDBC,
                "jdbc:postgresql://h/foley?sslmode=verify-full&sslrootcert=/etc/ca.crt"));
        assertThat(config.getConfigValue("quarkus.datasource.reactive.trust-certificate-pem").getValue())
                .isEqualTo("true");
        assertThat(config.getConfigValue("quarkus.datasource.reactive.trust-certificate-pem.certs").getValue())
                .isEqualTo("/etc/ca.crt");
        assertThat(config.getConfigValue("quarkus.datasource.reactive.hostname-verification-algorithm").getValue())
                .isEqualTo("HTTPS");
    }

    @Test
    void withNobodyToTrustItDoesNotStart() {
        assertThatThrownBy(() -> config(Map.of(OneDatabaseUrl.JDBC, "jdbc:postgresql://h/foley?sslmode=verify-ca")))
                .hasStackTraceContaining("names no sslrootcert")
                .hasStackTraceContaining("quarkus.datasource.reactive.trust-certificate-pem.certs");
        assertThat(config(Map.of(OneDatabaseUrl.JDBC, "jdbc:postgresql://h/foley?sslmode=verify-ca",
                "quarkus.datasource.reactive.trust-certificate-pem", "true")).getConfigValue(OneDatabaseUrl.REACTIVE)
                .getValue()).isEqualTo("postgresql://h/foley?sslmode=verify-ca");
    }
}
