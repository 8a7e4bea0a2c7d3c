package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outage of kie.ai costs, as told by the outcomes of submissions. */
class BreakerTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private TestDatabase database;
    private StoreFixture here;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        here = new StoreFixture(database);
        IntStream.range(0, 20).forEach(i -> here.queued("ann", "job " + i));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Claims.Paced> claimAll() {
        List<Claims.Paced> claimed = new ArrayList<>();
        for (Optional<Claims.Paced> next = here.claim(); next.isPresent(); next = here.claim()) {
            claimed.add(next.get());
        }
        return claimed;
    }

    private void undecided(Claims.Paced claim) {
        await(here.pace.undecided(claim.job().id(), LONGEST));
        await(here.pace.answered(Pace.Kind.SUBMIT, claim.slot()));
    }

    private void decided(Claims.Paced claim) {
        await(here.pace.decided(Pace.Kind.SUBMIT, claim.job().id()));
        await(here.pace.answered(Pace.Kind.SUBMIT, claim.slot()));
    }

    /** Until now, and the pace's windows besides. */
    private void pauseIsOver() {
        database.sql("UPDATE pause SET until = now()");
        database.sql("UPDATE slot SET free_at = now()");
    }

    private double pause() {
        return database
                .count("SELECT round(extract(epoch FROM until - now()))::bigint FROM pause WHERE kind = 'SUBMIT'");
    }

    @Test
    void asManyAreUnderWayAsAnOutageMayCost() {
        assertThat(claimAll()).hasSize(3);
    }

    @Test
    void threeInARowPauseEverybodyAndNoOtherIsSentMeanwhile() {
        List<Claims.Paced> first = claimAll();
        undecided(first.get(0));
        assertThat(here.claim()).as("with two under way and one that told nothing").isEmpty();
        undecided(first.get(1));
        assertThat(here.claim()).isEmpty();
        undecided(first.get(2));
        assertThat(here.claim()).isEmpty();
        assertThat(pause()).isBetween(8.0, 10.0);
    }

    @Test
    void afterThePauseOneProbesAndEachFailureDoublesThePause() {
        claimAll().forEach(this::undecided);
        pauseIsOver();
        Claims.Paced probe = here.claim().orElseThrow();
        assertThat(here.claim()).as("beside the probe").isEmpty();
        undecided(probe);
        assertThat(pause()).isBetween(18.0, 20.0);
        pauseIsOver();
        undecided(here.claim().orElseThrow());
        assertThat(pause()).isBetween(38.0, 40.0);
    }

    @Test
    void aProbeThatSucceedsEndsThePause() {
        claimAll().forEach(this::undecided);
        pauseIsOver();
        decided(here.claim().orElseThrow());
        assertThat(claimAll()).hasSize(3);
    }

    @Test
    void whoeverProbedAndDiedKeepsOthersForALease() {
        claimAll().forEach(this::undecided);
        pauseIsOver();
        here.claim().orElseThrow();
        database.sql("UPDATE pause SET until = now()");
        assertThat(here.claim()).isPresent();
    }

    @Test
    void aProbeThatWasNotSentLeavesItsPlaceToAnother() {
        claimAll().forEach(this::undecided);
        pauseIsOver();
        Claims.Paced probe = here.claim().orElseThrow();
        await(here.pace.notSent(probe.job().id()));
        database.sql("UPDATE slot SET free_at = now()");
        assertThat(here.claim()).isPresent();
    }

    @Test
    void oneJobAloneDoesNotOpenTheBreaker() {
        UUID alone = here.claim().orElseThrow().job().id();
        IntStream.range(0, 10).forEach(i -> await(here.pace.undecided(alone, LONGEST)));
        database.sql("UPDATE slot SET free_at = now()");
        Claims.Paced other = here.claim().orElseThrow();
        decided(other);
        assertThat(database.count("SELECT undecided::bigint FROM pause WHERE kind = 'SUBMIT'")).isZero();
        assertThat(database.count("SELECT strikes::bigint FROM pause WHERE kind = 'SUBMIT'")).isZero();
    }

    @Test
    void outcomesOfCallsThatWereUnderWayDoNotLengthenThePause() {
        List<Claims.Paced> first = claimAll();
        first.forEach(this::undecided);
        double before = pause();
        await(here.pace.undecided(UUID.randomUUID(), LONGEST));
        assertThat(pause()).isLessThanOrEqualTo(before);
    }

    /** As after an asynchronous failover, which lost the write that the job was sent. */
    @Test
    void aTaskIsWrittenIntoAJobThatWasSetBack() {
        UUID id = here.queued("bob", "set back");
        UUID claim = UUID.randomUUID();
        database.sql("UPDATE job SET claim = '" + claim + "' WHERE id = '" + id + "'");
        assertThat(await(here.store.force(id, UUID.randomUUID(), new Step.Accepted(1, "t1")))).isEmpty();
        assertThat(await(here.store.force(id, claim, new Step.Accepted(1, "t1")))).map(LedgerJob::state)
                .contains(State.GENERATING);
        assertThat(here.stateOf(id)).isEqualTo(State.GENERATING);
    }
}
