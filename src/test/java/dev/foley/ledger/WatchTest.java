package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

/** Reads are answered by hand. */
class WatchTest {
    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final List<UniEmitter<? super Optional<LedgerJob>>> reads = new ArrayList<>();
    private final Watch watch = new Watch(() -> Uni.createFrom().emitter(reads::add));

    private static LedgerJob job(State state, int second) {
        return new LedgerJob(new UUID(0, 1), "ann", state, SoundEffectRequest.of("x"), false, 0, 0, null, null,
                List.of(), null, null, null, null, null, START, START.plusSeconds(second), null);
    }

    private List<State> watched(boolean[] completed) {
        List<State> states = new ArrayList<>();
        Multi.createFrom()
                .<LedgerJob>emitter(emitter -> watch.add(new Watch.Watcher(emitter)), BackPressureStrategy.LATEST)
                .subscribe()
                .with(job -> states.add(job.state()), fault -> {}, () -> completed[0] = true);
        watch.changed();
        return states;
    }

    private void answer(int read, State state, int second) {
        reads.get(read).complete(Optional.of(job(state, second)));
    }

    @Test
    void tenThousandWatchersCostOneReadAChange() {
        List<List<State>> all = new ArrayList<>();
        all.add(watched(new boolean[1]));
        for (int i = 1; i < 10_000; i++) {
            all.add(watched(new boolean[1]));
        }
        assertThat(reads).as("while one is under way there is no other").hasSize(1);
        answer(0, State.QUEUED, 1);
        answer(1, State.QUEUED, 1);
        assertThat(reads).as("once more for whoever came meanwhile, all at once").hasSize(2);

        watch.changed();
        answer(2, State.GENERATING, 2);

        assertThat(reads).hasSize(3);
        assertThat(all).allSatisfy(
                states -> assertThat(states).containsExactly(State.QUEUED, State.GENERATING));
    }

    @Test
    void theEndIsToldAndIsTheEnd() {
        boolean[] completed = new boolean[1];
        List<State> states = watched(completed);

        answer(0, State.SUCCEEDED, 1);

        assertThat(states).containsExactly(State.SUCCEEDED);
        assertThat(completed[0]).isTrue();
    }

    @Test
    void whoeverComesAsTheEndIsToldHearsOfIt() {
        List<List<State>> late = new ArrayList<>();
        boolean[] completed = new boolean[1];
        Multi.createFrom()
                .<LedgerJob>emitter(emitter -> watch.add(new Watch.Watcher(emitter)), BackPressureStrategy.LATEST)
                .subscribe()
                .with(job -> IntStream.range(0, 100).forEach(i -> late.add(watched(completed))));
        watch.changed();

        answer(0, State.SUCCEEDED, 1);
        answer(1, State.SUCCEEDED, 1);

        assertThat(late).hasSize(100).containsOnly(List.of(State.SUCCEEDED));
        assertThat(completed[0]).isTrue();
    }

    @Test
    void anUncertainJobIsWatchedOnForItMayHeal() {
        boolean[] completed = new boolean[1];
        watched(completed);

        answer(0, State.UNCERTAIN, 1);

        assertThat(completed[0]).isFalse();
    }

    @Test
    void aRemovedJobEndsItsWatch() {
        boolean[] completed = new boolean[1];
        List<State> states = watched(completed);

        reads.get(0).complete(Optional.empty());

        assertThat(states).isEmpty();
        assertThat(completed[0]).isTrue();
    }

    @Test
    void aReadThatFailsIsMadeUpForByTheNextLook() {
        List<State> states = watched(new boolean[1]);

        reads.get(0).fail(new IllegalStateException("no connection"));

        assertThat(watch.isBehind(START.plusSeconds(1))).isTrue();
        watch.changed();
        answer(1, State.QUEUED, 1);
        assertThat(states).containsExactly(State.QUEUED);
        assertThat(watch.isBehind(START.plusSeconds(1))).isFalse();
        assertThat(watch.isBehind(START.plusSeconds(2))).isTrue();
    }
}
