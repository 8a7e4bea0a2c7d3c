package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordChecksTest {
    private static Vertx vertx;
    private static PasswordChecks checks;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        checks = new PasswordChecks(vertx);
    }

    @AfterAll
    static void close() {
        vertx.closeAndAwait();
    }

    private static boolean matches(String password, String hash) {
        return checks.matches(password, hash).await().atMost(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$10$", "$2b$10$", "$2y$10$"})
    void hashesOfOtherMakersAreUnderstood(String prefix) {
        String hash = prefix + UsersTest.CRYPT;
        assertThat(matches("correct horse", hash)).isTrue();
        assertThat(matches("Correct horse", hash)).isFalse();
    }

    @Test
    void aPasswordBeyondAsciiIsUnderstoodAsUtf8() {
        assertThat(matches("päss:wort", "$2y$10$abcdefghijklmnopqrstuuKuEDDrLeh8Dfv9izqMyzQ.8xhU/rX1u")).isTrue();
    }

    @Test
    void oneThatWasRightMakesNoOtherRight() {
        String hash = "$2y$10$" + UsersTest.CRYPT;
        for (int i = 0; i < 3; i++) {
            assertThat(matches("correct horse", hash)).isTrue();
            assertThat(matches("", hash)).isFalse();
            assertThat(matches("correct horse", hash.replace("23JP", "23JQ"))).isFalse();
        }
    }

    @Test
    void nothingSlowHappensWhereItIsAsked() {
        Thread[] worker = new Thread[1];
        checks.matches("wrong", "$2y$10$" + UsersTest.CRYPT)
                .invoke(() -> worker[0] = Thread.currentThread())
                .await()
                .atMost(Duration.ofSeconds(30));
        assertThat(worker[0]).isNotSameAs(Thread.currentThread());
    }
}
