package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.foley.VirtualTime;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofMillis(700);

    private final VirtualTime time = new VirtualTime();
    private int rounds;

    private Loop started(Loop.Rest rest) {
        Loop loop = new Loop("Rounds", time, TICK, () -> {
            rounds++;
            return Uni.createFrom().item(rest);
        });
        loop.start();
        assertThat(rounds).isEqualTo(1);
        return loop;
    }

    @Test
    void newsEndsARest() {
        Loop loop = started(new Loop.Rest(REST, false));
        loop.kick();
        assertThat(rounds).isEqualTo(2);
    }

    @Test
    void newsThatIsOfNoUseWaitsForTheRestToEnd() {
        Loop loop = started(new Loop.Rest(REST, true));
        for (int i = 0; i < 100; i++) {
            loop.kick();
        }
        time.advance(REST.minusMillis(1));
        assertThat(rounds).isEqualTo(1);
        time.advance(Duration.ofMillis(1));
        assertThat(rounds).isEqualTo(2);
    }

    @Test
    void noRestIsLongerThanATick() {
        started(new Loop.Rest(Duration.ofDays(1), true));
        time.advance(TICK);
        assertThat(rounds).isEqualTo(2);
    }

    @Test
    void aRoundThatFailsIsTriedAgainAfterATickOrANewsItem() {
        Loop loop = new Loop("Rounds", time, TICK, () -> {
            rounds++;
            return Uni.createFrom().failure(new IllegalStateException("no database"));
        });
        loop.start();
        time.advance(TICK);
        assertThat(rounds).isEqualTo(2);
        loop.kick();
        assertThat(rounds).isEqualTo(3);
    }

    @Test
    void nothingRunsOnceItIsStopped() {
        Loop loop = started(new Loop.Rest(REST, true));
        loop.stop();
        loop.kick();
        time.advance(TICK);
        assertThat(rounds).isEqualTo(1);
    }

    @Test
    void itHasStoppedOnceTheRoundUnderWayHasEnded() {
        CompletableFuture<Loop.Rest> round = new CompletableFuture<>();
        Loop loop = new Loop("Rounds", time, TICK, () -> Uni.createFrom().completionStage(round));
        loop.start();
        CompletableFuture<Void> stopped = loop.stop();
        assertThat(stopped).isNotDone();
        round.complete(Loop.Rest.NONE);
        assertThat(stopped).isDone();
    }

    @Test
    void oneThatWasNeverStartedHasStopped() {
        assertThat(new Loop("Rounds", time, TICK, () -> Uni.createFrom().nothing()).stop()).isDone();
    }
}
