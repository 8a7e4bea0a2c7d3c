package dev.foley.facade.security;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The database and the issuer of tokens are configured, and cannot be reached: nothing listens on those ports. */
public class Outage implements QuarkusTestProfile {
    /** Whose pages may call, by CORS. */
    public static final String ORIGIN = "https://app.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", ORIGIN,
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/foley",
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/foley", "quarkus.flyway.active", "false",
                "foley.security.anonymous", "false", "foley.security.users.ann.password-hash",
                "$2y$10$" + UsersTest.CRYPT, "quarkus.oidc.auth-server-url", "http://127.0.0.1:9",
                "quarkus.oidc.token.audience", "foley");
    }
}
