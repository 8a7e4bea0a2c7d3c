package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
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
        return checks.matches(password, hash, "here").await().atMost(Duration.ofSeconds(30));
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
    void whatWasRightIsKnownAndNothingElse() {
        PasswordChecks fresh = new PasswordChecks(vertx);
        String hash = "$2a$10$" + UsersTest.CRYPT;
        assertThat(fresh.wasRight("correct horse", hash)).isFalse();
        assertThat(matches(fresh.matches("correct horse", hash, "here"))).isTrue();
        assertThat(fresh.wasRight("correct horse", hash)).isTrue();
        assertThat(fresh.wasRight("Correct horse", hash)).isFalse();
    }

    @Test
    void whoeverGuessesLeavesRoomForOthers() {
        List<Uni<Boolean>> guesses = IntStream.range(0, PasswordChecks.MOST_OF_ADDRESS)
                .mapToObj(i -> guess("guess " + i, "guesser"))
                .toList();
        assertThatThrownBy(() -> matches(guess("one more", "guesser"))).isInstanceOf(TooManyLoginsException.class);
        Uni<Boolean> others = guess("guess", "another");
        assertThat(guesses).noneMatch(PasswordChecksTest::matches);
        assertThat(matches(others)).isFalse();
        assertThat(matches(guess("afterwards", "guesser"))).isFalse();
    }

    @Test
    void fewChecksWaitWhoeverAsks() {
        List<Uni<Boolean>> guesses = IntStream.range(0, PasswordChecks.MOST)
                .mapToObj(i -> guess("guess " + i, "address " + i))
                .toList();
        assertThatThrownBy(() -> matches(guess("one more", "one more"))).isInstanceOf(TooManyLoginsException.class);
        assertThat(guesses).noneMatch(PasswordChecksTest::matches);
    }

    @Test
    void theSameCheckIsMadeOnceForAllWhoAskAtATime() {
        assertThat(IntStream.range(0, 10 * PasswordChecks.MOST).mapToObj(i -> guess("the same", "here")).toList())
                .noneMatch(PasswordChecksTest::matches);
    }

    private static Uni<Boolean> guess(String password, String address) {
        return checks.matches(password, "$2y$10$" + UsersTest.CRYPT, address);
    }

    private static boolean matches(Uni<Boolean> check) {
        return check.await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void nothingSlowHappensWhereItIsAsked() {
        Thread[] worker = new Thread[1];
        checks.matches("wrong", "$2y$10$" + UsersTest.CRYPT, "here")
                .invoke(() -> worker[0] = Thread.currentThread())
                .await()
                .atMost(Duration.ofSeconds(30));
        assertThat(worker[0]).isNotSameAs(Thread.currentThread());
    }
}
