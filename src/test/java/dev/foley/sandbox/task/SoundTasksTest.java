package dev.foley.sandbox.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.foley.sandbox.MutableClock;
import dev.foley.sandbox.audio.OutputFormat;
import dev.foley.sandbox.fault.FaultParser;
import dev.foley.sandbox.fault.Script;
import org.junit.jupiter.api.Test;

class SoundTasksTest {

    private static final int RETAINED = 3;

    private final MutableClock clock = new MutableClock();
    private final Credits credits = new Credits(BigDecimal.TEN);
    private final List<String> done = new ArrayList<>();
    private final SoundTasks tasks = new SoundTasks(credits, clock, Duration.ofSeconds(2), OptionalLong.empty(),
            RETAINED,
            task -> done.add(task.order().text()));

    private SoundTask create(String text) {
        return tasks.create(order(text, "rain"), new Script(FaultParser.markersIn(text))).orElseThrow();
    }

    private static SoundOrder order(String text, String input) {
        return new SoundOrder(text, text, input, false, BigDecimal.TEN, 0.3, OutputFormat.DEFAULT, null);
    }

    @Test
    void aTaskIsSettledOnce() {
        create("rain");
        clock.advance(Duration.ofSeconds(2));

        tasks.settle();
        tasks.settle();

        assertThat(done).containsExactly("rain");
        assertThat(credits.spent()).isEqualByComparingTo("2.4");
    }

    @Test
    void aFailedTaskIsNotPaid() {
        create("rain [[fail:500]]");
        clock.advance(Duration.ofSeconds(2));

        tasks.settle();

        assertThat(done).hasSize(1);
        assertThat(credits.spent()).isZero();
        assertThat(credits.balance()).isEqualByComparingTo("10");
    }

    @Test
    void whatIsNotDoneYetCannotBeSpentTwice() {
        for (int i = 0; i < RETAINED; i++) {
            create("rain");
        }
        credits.setBalance(new BigDecimal("9.59"));

        assertThat(tasks.create(order("rain", ""), new Script(List.of()))).isEmpty();
        assertThat(credits.balance()).isEqualByComparingTo("9.59");
    }

    @Test
    void aFailureGivesBackWhatItHeld() {
        for (int i = 0; i < 4; i++) {
            create("rain [[fail:500]]");
        }
        clock.advance(Duration.ofSeconds(2));

        assertThat(tasks.create(order("rain", ""), new Script(List.of()))).isPresent();
    }

    @Test
    void theOldestTasksAreForgotten() {
        SoundTask first = create("first");
        create("second");
        create("third");
        create("fourth");

        assertThat(tasks.find(first.id())).isEmpty();
        assertThat(tasks.all()).hasSize(RETAINED);
    }

    @Test
    void aForgottenTaskGivesBackWhatItHeld() {
        for (int i = 0; i < 10; i++) {
            create("rain [[stuck]]");
        }

        assertThat(tasks.all()).hasSize(RETAINED);
    }

    @Test
    void aStuckTaskIsNeverSettled() {
        create("rain [[stuck]]");
        clock.advance(Duration.ofDays(1000));

        tasks.settle();

        assertThat(done).isEmpty();
    }
}
