package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.foley.VirtualTime;
import dev.foley.error.LocalRateLimitException;
import io.smallrye.mutiny.subscription.Cancellable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> starts = new ArrayList<>();
    private final List<Throwable> refusals = new ArrayList<>();

    private Pacer pacer(int limit, Duration maxWait) {
        return new Pacer("foley.submit", limit, WINDOW, maxWait, time::nanoTime, time);
    }

    private Cancellable call(Pacer pacer) {
        return pacer.turn().subscribe().with(granted -> starts.add(time.elapsed()), refusals::add);
    }

    @Test
    void callsWithinTheLimitStartAtOnce() {
        Pacer pacer = pacer(20, WINDOW);
        IntStream.range(0, 20).forEach(i -> call(pacer));
        assertThat(starts).hasSize(20).containsOnly(Duration.ZERO);
    }

    @Test
    void oneMoreWaitsUntilTheWindowHasPassed() {
        Pacer pacer = pacer(2, WINDOW);
        call(pacer);
        time.advance(Duration.ofSeconds(4));
        call(pacer);
        call(pacer);
        call(pacer);
        time.advance(Duration.ofSeconds(60));
        assertThat(starts).containsExactly(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(10),
                Duration.ofSeconds(14));
    }

    @Test
    void aTurnTooFarAwayIsRefusedAtOnceAndSaysHowFar() {
        Pacer pacer = pacer(1, Duration.ofSeconds(15));
        call(pacer);
        call(pacer);
        call(pacer);
        assertThat(refusals).singleElement()
                .isInstanceOfSatisfying(LocalRateLimitException.class,
                        refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
        assertThat(refusals.get(0)).hasMessageContaining("foley.submit.limit")
                .hasMessageContaining("foley.submit.max-wait (PT15S)")
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void aCancelledCallGivesItsPlaceToTheNext() {
        Pacer pacer = pacer(1, Duration.ofMinutes(1));
        call(pacer);
        Cancellable impatient = call(pacer);
        call(pacer);
        impatient.cancel();
        time.advance(WINDOW);
        assertThat(starts).containsExactly(Duration.ZERO, WINDOW);
    }

    @Test
    void aHundredWaitersHoldOneTimer() {
        Pacer pacer = pacer(1, Duration.ofHours(1));
        IntStream.range(0, 100).forEach(i -> call(pacer));
        assertThat(time.scheduled()).isEqualTo(1);
    }

    @Property
    void noWindowEverSeesMoreThanTheLimitAndNobodyOvertakes(@ForAll @IntRange(min = 1, max = 5) int limit,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 6_000) Integer> gapsInMillis) {
        VirtualTime clock = new VirtualTime();
        Pacer pacer = new Pacer("foley.submit", limit, WINDOW, Duration.ofDays(1), clock::nanoTime, clock);
        List<Duration> at = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < gapsInMillis.size(); i++) {
            int call = i;
            clock.advance(Duration.ofMillis(gapsInMillis.get(i)));
            pacer.turn().subscribe().with(granted -> {
                at.add(clock.elapsed());
                order.add(call);
            });
        }
        clock.advance(Duration.ofHours(1));
        assertThat(order).hasSameSizeAs(gapsInMillis).isSorted();
        for (int i = limit; i < at.size(); i++) {
            assertThat(at.get(i).minus(at.get(i - limit))).isGreaterThanOrEqualTo(WINDOW);
        }
    }
}
