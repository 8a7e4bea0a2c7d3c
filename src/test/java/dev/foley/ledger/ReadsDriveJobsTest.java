package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Jobs move when they are looked at. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
class ReadsDriveJobsTest {
    @Inject
    Ledger ledger;

    @Inject
    Sandbox sandbox;

    @Test
    void aJobMovesOnWheneverItIsRead() {
        LedgerJob job = get(
                ledger.create(Caller.of("ann"), SoundEffectRequest.of("sleepy").withDurationSeconds(0.5), null, false));
        assertThat(job.state()).isEqualTo(State.QUEUED);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(ledger.find(Caller.of("ann"), job.id())).orElseThrow().state() == State.SUCCEEDED);
        assertThat(sandbox.witness().tasksFor("sleepy")).hasSize(1);
    }
}
