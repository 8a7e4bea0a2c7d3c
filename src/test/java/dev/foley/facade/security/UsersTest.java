package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    /** That of "correct horse", without its prefix, as the C library's crypt makes it. */
    static final String CRYPT = "abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu";

    private static Users users(String name, String hash) {
        return new Users(new SmallRyeConfigBuilder().withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(
                        Map.of("foley.security.users.\"" + name + "\".password-hash", hash), "test", 100))
                .withMapping(SecurityConfig.class)
                .build()
                .getConfigMapping(SecurityConfig.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann@studio.example", "Ann O'Neill", "安"})
    void aUserIsKnownByName(String name) {
        Users users = users(name, "$2y$10$" + CRYPT);
        assertThat(users.named(name).hash()).endsWith(CRYPT);
        assertThat(users.named("ann ")).isSameAs(users.nobody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "https://id.example#ann", "a:b", "a\u0000"})
    void aNameThatCouldBeSomebodyElsesIsRefused(String name) {
        assertThatThrownBy(() -> users(name, "$2y$10$" + CRYPT)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("foley.security.users.\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "ann:$2y$10$" + CRYPT, "$2y$09$" + CRYPT, "$2y$15$" + CRYPT, "$2x$10$" + CRYPT,
            "$2y$10$" + CRYPT + "x", "$apr1$Yq0bYrHJ$xxxxxxxxxxxxxxxxxxxxxx", "$5$rounds=5000$abc$def"})
    void whatIsNoHashIsRefusedAndNotShown(String hash) {
        assertThatThrownBy(() -> users("ann", hash)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("foley.security.users.\"ann\".password-hash")
                .hasMessageContaining("htpasswd -nBC 12 ann")
                .message()
                .doesNotContain(hash);
    }

    @Test
    void toCheckNobodysPasswordTakesAsLongAsThatOfOthers() {
        assertThat(users("ann", "$2y$12$" + CRYPT).nobody().hash()).startsWith("$2a$12$");
    }
}
