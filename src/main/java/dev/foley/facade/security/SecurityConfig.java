package dev.foley.facade.security;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may come in. Bearer tokens have Quarkus' own keys, {@code quarkus.oidc.*}. */
@ConfigMapping(prefix = "foley.security")
public interface SecurityConfig {
    /** Whether callers may come without credentials; together they are one caller, {@code anonymous}. */
    @WithDefault("false")
    boolean anonymous();

    /** Those who authenticate by HTTP Basic, by name. */
    Map<String, User> users();

    /** The role that callers need; none for everyone who is authenticated. */
    Optional<String> requiredRole();

    /** The role whose callers see and touch everybody's jobs. */
    @WithDefault("admin")
    String adminRole();

    /** The role whose callers see the account's balance; {@code **} for every caller. Without users and tokens, everyone sees it. */
    @WithDefault("${foley.security.admin-role}")
    String creditsRole();

    /** For how long browsers that came by https shall come by nothing else; 0 leaves it to whoever is in front. */
    @WithDefault("365D")
    Duration hsts();

    /** One who authenticates by HTTP Basic. */
    interface User {
        /** bcrypt's, such as {@code htpasswd -nBC 12} prints. */
        String passwordHash();

        /** None for none. */
        Optional<Set<String>> roles();
    }
}
