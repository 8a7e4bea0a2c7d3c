package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A sound that kie.ai does not accept yet. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class QueuedSoundTest extends PageFixture {
    @Inject
    Sandbox sandbox;

    @Test
    void aSoundInTheQueueIsCancelledAndNeverPaidFor() {
        String text = "page: unwanted [[create:429]]";
        Visit visit = visit();
        visit.make(text);
        visit.says("#stage-state", "In the queue");
        visit.at("#cancel").click();
        visit.says("#stage-state", "Cancelled");
        visit.hasFocus("#stage-title");
        assertThat(visit.at("#working")).isHidden();
        assertThat(sandbox.witness().tasksFor(text)).isEmpty();
    }
}
