package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While all replicas pause, as they do after a 429 of kie.ai. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class QueuedSoundTest extends PageFixture {
    @Inject
    Sandbox sandbox;

    @Inject
    Pool database;

    @BeforeEach
    void pause() {
        pauseFor("1 minute");
    }

    @AfterEach
    void resume() {
        pauseFor("0");
    }

    private void pauseFor(String interval) {
        database.query("UPDATE pause SET until = now() + interval '" + interval + "' WHERE kind = 'SUBMIT'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void aSoundInTheQueueIsCancelledAndNeverSent() {
        Visit visit = visit();
        visit.make("page: unwanted");
        visit.says("#stage-state", "In the queue");
        visit.at("#cancel").click();
        visit.says("#stage-state", "Cancelled");
        visit.hasFocus("#stage-title");
        assertThat(visit.at("#working")).isHidden();
        assertThat(sandbox.witness().tasksFor("page: unwanted")).isEmpty();
    }
}
