package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that is spoken to over TLS, with a certificate that only its own authority vouches for. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
class TlsDatabaseIT {
    private static final String PASSWORD = "password";
    private static final String SERVER = "server";

    @TempDir
    static Path directory;

    private static RestartablePostgres postgres;
    private static Path certificate;

    @BeforeAll
    static void open() throws Exception {
        Path keystore = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", "RSA", "-alias", SERVER, "-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1",
                "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keystore.toString()).start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        certificate = pem("CERTIFICATE", keys.getCertificate(SERVER).getEncoded());
        Path key = pem("PRIVATE KEY", keys.getKey(SERVER, PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        postgres = new RestartablePostgres(
                Map.of("ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file", key.toString()));
    }

    private static Path pem(String what, byte[] content) throws Exception {
        return Files.writeString(directory.resolve(what.replace(' ', '-') + ".pem"),
                String.format(Locale.ROOT, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n", what,
                        Base64.getMimeEncoder().encodeToString(content)));
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({"require,false", "verify-ca,true", "verify-full,true"})
    void oneUrlIsEnough(String mode, boolean verifies) {
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.computeIfPresent(OneDatabaseUrl.JDBC, (key, url) -> url + "?sslmode=" + mode
                + (verifies ? "&sslrootcert=" + certificate : ""));
        settings.putAll(Map.of("foley.kie.api-key", "none", "foley.ledger.worker", "false"));
        try (Replica replica = new Replica(settings).start()) {
            assertThat(replica.create("over TLS", Map.of()).join().statusCode()).isEqualTo(202);
            assertThat(postgres.count("pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                    + "WHERE application_name = 'vertx-pg-client' AND NOT ssl")).isZero();
        }
    }
}
