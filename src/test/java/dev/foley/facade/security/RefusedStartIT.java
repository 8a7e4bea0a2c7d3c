package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.ledger.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps the service from starting is named, and no secret is. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RefusedStartIT extends ProductionFixture {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static String refusalOf(Replica replica) {
        replica.launch();
        assertThat(await().atMost(BOUND).until(replica::exitCode, code -> code.isPresent())).hasValue(1);
        // As JSON has it.
        return replica.log().replace("\\\"", "\"");
    }

    @Test
    void productionThatCannotTellWhoCallsDoesNotStart() {
        assertThat(refusalOf(replica(Map.of()))).contains("Foley does not start, for it could not tell who calls",
                "foley.security.users.", "htpasswd -nBC 12", "quarkus.oidc.auth-server-url",
                "foley.security.anonymous=true").doesNotContain("\tat ", "\\tat ", "Listening on");
    }

    @Test
    void aHashThatIsNoneIsNamedAndNotShown() {
        assertThat(refusalOf(replica(Map.of("foley.security.users.ann.password-hash", "plain secret"))))
                .contains("foley.security.users.\"ann\".password-hash is no bcrypt hash")
                .doesNotContain("plain secret", "\tat ", "\\tat ", "Listening on");
    }

    @Test
    void quotasThatNothingCouldCountAreRefused() {
        assertThat(
                refusalOf(replica(Map.of("foley.security.anonymous", "true", "foley.quota.callers.ann.jobs-in-flight",
                        "5"))))
                .contains("foley.quota", "needs a database")
                .doesNotContain("\tat ", "\\tat ", "Listening on");
    }
}
