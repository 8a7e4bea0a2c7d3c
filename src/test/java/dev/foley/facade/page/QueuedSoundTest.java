package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Where one submission a minute is all that the account allows. */
@QuarkusTest
@TestProfile(QueuedSoundTest.OneAMinute.class)
class QueuedSoundTest extends PageFixture {
    public static class OneAMinute implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("foley.submit.limit", "1", "foley.submit.window", "60S");
        }
    }

    @Inject
    Sandbox sandbox;

    @Test
    void aSoundInTheQueueIsCancelledAndNeverSent() {
        Visit visit = visit();
        visit.make("page: first in the queue");
        visit.isShown("#player");
        visit.make("page: unwanted");
        visit.says("#stage-state", "In the queue");
        visit.at("#cancel").click();
        visit.says("#stage-state", "Cancelled");
        visit.hasFocus("#stage-title");
        assertThat(visit.at("#working")).isHidden();
        assertThat(sandbox.witness().tasksFor("page: unwanted")).isEmpty();
    }
}
