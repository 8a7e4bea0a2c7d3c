package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.foley.SoundEffectRequest;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Jobs move when they are looked at, or when somebody says that it is time. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
class ReadsDriveJobsTest {
    @Inject
    Ledger ledger;

    @Inject
    JobStore store;

    @Inject
    Sandbox sandbox;

    @Test
    void aJobMovesOnWheneverItIsRead() {
        LedgerJob job = get(
                ledger.create(Caller.of("ann"), SoundEffectRequest.of("sleepy").withDurationSeconds(0.5), null, false))
                .job();
        assertThat(job.state()).isEqualTo(State.QUEUED);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(ledger.find(Caller.of("ann"), job.id())).orElseThrow().state() == State.SUCCEEDED);
        assertThat(sandbox.witness().tasksFor("sleepy")).hasSize(1);
    }

    @Test
    void aCallbackTakesTheStepsThatAreLeftUpToTheAudio() {
        Caller cat = Caller.of("cat");
        LedgerJob job = get(
                ledger.create(cat, SoundEffectRequest.of("called back").withDurationSeconds(0.5), null, false)).job();
        LedgerJob sent = await().atMost(Duration.ofSeconds(20))
                .until(() -> get(ledger.find(cat, job.id())).orElseThrow(), found -> found.taskId() != null);
        assertThat(sent.state()).isEqualTo(State.GENERATING);
        await().atMost(Duration.ofSeconds(20)).until(() -> sandbox.witness().tasksFor("called back").get(0).paid());

        assertThat(get(ledger.calledBack(job.id(), String.valueOf(sent.taskId())))).isTrue();

        assertThat(state(job)).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aRoundNowAndThenMovesWhatNobodyLooksAt() {
        List<LedgerJob> jobs = IntStream.range(0, 3)
                .mapToObj(i -> get(ledger.create(Caller.of("bob"),
                        SoundEffectRequest.of("unseen " + i).withDurationSeconds(0.5), null, false)).job())
                .toList();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            get(ledger.catchUp(Duration.ofSeconds(10)));
            return jobs.stream().allMatch(job -> state(job) == State.SUCCEEDED);
        });
        assertThat(sandbox.witness().tasks()).filteredOn(task -> task.text().startsWith("unseen")).hasSize(3);
    }

    /** As it is stored, for a read would move it. */
    private State state(LedgerJob job) {
        return get(store.find(job.id())).orElseThrow().state();
    }
}
