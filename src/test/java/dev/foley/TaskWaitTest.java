package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.foley.error.LocalRateLimitException;
import dev.foley.error.NoAnswerException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.UnauthorizedException;
import dev.foley.error.WaitFailedException;
import dev.foley.error.WaitTimeoutException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

class TaskWaitTest {
    private static final Duration DEADLINE = Duration.ofMinutes(15);
    private static final int FAULT_BUDGET = 2;

    private final VirtualTime time = new VirtualTime();
    private final UsualDurations usual = new UsualDurations();
    private final List<Duration> polls = new ArrayList<>();
    private Uni<Task> answer = Uni.createFrom().item(task(TaskState.WAITING));
    private final Waits waits = new Waits(new Config(), usual, time, time);

    private record Config() implements WaitConfig {
        @Override
        public Duration deadline() {
            return DEADLINE;
        }

        @Override
        public Duration firstPoll() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int faultBudget() {
            return FAULT_BUDGET;
        }

        @Override
        public Duration grace() {
            return Duration.ofSeconds(10);
        }
    }

    private static Task task(TaskState state) {
        List<URI> urls = state.equals(TaskState.SUCCESS) ? List.of(URI.create("https://f/a")) : List.of();
        return new Task("t1", state, null, urls, null, null, null, null, null);
    }

    private static Task finished(SoundEffectRequest request, Duration took) {
        Instant created = Instant.parse("2026-10-01T12:00:00Z");
        return new Task("t1", TaskState.SUCCESS, request, List.of(URI.create("https://f/a")), null, null, created,
                created.plus(took), null);
    }

    private Multi<Task> watch(WaitOptions options) {
        return waits.watch("t1", options, () -> Uni.createFrom().deferred(() -> {
            polls.add(time.elapsed());
            return answer;
        }));
    }

    private AssertSubscriber<Task> subscribe(WaitOptions options) {
        return watch(options).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private AssertSubscriber<Task> subscribe() {
        return subscribe(WaitOptions.DEFAULT);
    }

    @Test
    void nothingIsAskedBeforeTheFirstPollIsDue() {
        subscribe();
        time.advance(Duration.ofMillis(1_999));
        assertThat(polls).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(polls).hasSize(1);
    }

    @Test
    void aFirstPollThatIsDueNowIsMadeNow() {
        answer = Uni.createFrom().item(task(TaskState.SUCCESS));
        subscribe(WaitOptions.DEFAULT.firstPollAfter(Duration.ZERO)).assertCompleted();
        assertThat(polls).containsExactly(Duration.ZERO);
    }

    @Test
    void eachChangeIsEmittedOnceAndTheEndCompletes() {
        AssertSubscriber<Task> watch = subscribe();
        time.advance(Duration.ofSeconds(20));
        answer = Uni.createFrom().item(task(TaskState.GENERATING));
        time.advance(Duration.ofSeconds(20));
        answer = Uni.createFrom().item(task(TaskState.SUCCESS));
        time.advance(Duration.ofSeconds(20));
        watch.assertCompleted();
        assertThat(watch.getItems()).extracting(Task::state)
                .containsExactly(TaskState.WAITING, TaskState.GENERATING, TaskState.SUCCESS);
    }

    @Test
    void anUnknownStateIsShownAndTheWaitGoesOn() {
        answer = Uni.createFrom().item(task(new TaskState("transcoding")));
        AssertSubscriber<Task> watch = subscribe();
        time.advance(Duration.ofSeconds(10));
        watch.assertNotTerminated();
        assertThat(watch.getItems()).extracting(task -> task.state().name()).containsExactly("transcoding");
    }

    @Test
    void theDeadlineErrorCarriesTaskStateAndTime() {
        AssertSubscriber<Task> watch = subscribe(WaitOptions.within(Duration.ofSeconds(30)));
        time.advance(Duration.ofSeconds(30));
        watch.assertTerminated();
        assertThat(watch.getFailure()).isInstanceOfSatisfying(WaitTimeoutException.class, timeout -> {
            assertThat(timeout.taskId()).isEqualTo("t1");
            assertThat(timeout.lastState()).isEqualTo("waiting");
            assertThat(timeout.elapsed()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void theDeadlineHoldsWhileAPollIsUnderWay() {
        answer = Uni.createFrom().nothing();
        AssertSubscriber<Task> watch = subscribe(WaitOptions.within(Duration.ofSeconds(30)));
        time.advance(Duration.ofSeconds(30));
        assertThat(watch.getFailure()).isInstanceOfSatisfying(WaitTimeoutException.class,
                timeout -> assertThat(timeout.lastState()).isEqualTo("unknown"));
    }

    @Test
    void faultsWithinTheBudgetAreBorneAndASuccessResetsIt() {
        AssertSubscriber<Task> watch = subscribe();
        for (int i = 0; i < 3; i++) {
            answer = Uni.createFrom().failure(new NoAnswerException(new RuntimeException("reset")));
            IntStream.range(0, FAULT_BUDGET).forEach(fault -> nextPoll());
            answer = Uni.createFrom().item(task(TaskState.WAITING));
            nextPoll();
        }
        watch.assertNotTerminated();
    }

    @Test
    void aFaultTooManyEndsTheWaitAndKeepsTheTask() {
        answer = Uni.createFrom().failure(new NoAnswerException(new RuntimeException("reset")));
        AssertSubscriber<Task> watch = subscribe();
        IntStream.rangeClosed(0, FAULT_BUDGET).forEach(fault -> nextPoll());
        assertThat(watch.getFailure()).isInstanceOfSatisfying(WaitFailedException.class,
                failure -> assertThat(failure.taskId()).isEqualTo("t1")).hasCauseInstanceOf(NoAnswerException.class);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void ourOwnRestraintIsNoFault() {
        answer = Uni.createFrom()
                .failure(
                        new LocalRateLimitException("foley.status", Duration.ofSeconds(40), Duration.ofSeconds(30)));
        AssertSubscriber<Task> watch = subscribe();
        IntStream.range(0, 20).forEach(i -> nextPoll());
        watch.assertNotTerminated();
    }

    @Test
    void aRefusalThatWillNotChangeEndsTheWaitAtOnce() {
        answer = Uni.createFrom().failure(new UnauthorizedException(401, ""));
        AssertSubscriber<Task> watch = subscribe();
        nextPoll();
        assertThat(watch.getFailure()).hasCauseInstanceOf(UnauthorizedException.class);
        answer = Uni.createFrom().failure(new ResourceNotFoundException(422, "recordInfo is null"));
        watch = subscribe();
        nextPoll();
        assertThat(watch.getFailure()).hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void cancellingStopsPollingAtOnceAndLeavesNothingBehind() {
        AssertSubscriber<Task> watch = subscribe();
        nextPoll();
        watch.cancel();
        int before = polls.size();
        time.advance(DEADLINE);
        assertThat(polls).hasSize(before);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void cancellingAbandonsThePollUnderWay() {
        boolean[] cancelled = {false};
        answer = Uni.createFrom().<Task>emitter(UniEmitter -> {}).onCancellation().invoke(() -> cancelled[0] = true);
        AssertSubscriber<Task> watch = subscribe();
        nextPoll();
        watch.cancel();
        assertThat(cancelled[0]).isTrue();
    }

    /** It is paid for, and may be named later. */
    @Test
    void audioThatIsNotNamedYetIsWaitedForSomeMinutes() {
        Task silent = new Task("t1", TaskState.SUCCESS, null, List.of(), null, null, null, null, null);
        answer = Uni.createFrom().item(silent);
        AssertSubscriber<Task> watch = subscribe();
        time.advance(Duration.ofSeconds(100));
        watch.assertNotTerminated();
        answer = Uni.createFrom().item(task(TaskState.SUCCESS));
        time.advance(Duration.ofSeconds(60));
        watch.assertCompleted().assertItems(task(TaskState.SUCCESS));
    }

    @Test
    void audioThatIsNeverNamedEndsTheWait() {
        Task silent = new Task("t1", TaskState.SUCCESS, null, List.of(), null, null, null, null, null);
        answer = Uni.createFrom().item(silent);
        AssertSubscriber<Task> watch = subscribe();
        time.advance(Duration.ofMinutes(5));
        watch.assertCompleted().assertItems(silent);
    }

    @Test
    void aWakeLooksAtOnce() {
        AssertSubscriber<Task> watch = subscribe();
        answer = Uni.createFrom().item(task(TaskState.SUCCESS));
        waits.wake("t1");
        assertThat(polls).containsExactly(Duration.ZERO);
        watch.assertCompleted();
    }

    @Test
    void aWakeDuringAPollLooksAgainForThePollMayHaveMissedTheNews() {
        UniEmitter<? super Task>[] slow = emitters();
        answer = Uni.createFrom().emitter(emitter -> slow[0] = emitter);
        AssertSubscriber<Task> watch = subscribe();
        nextPoll();
        waits.wake("t1");
        answer = Uni.createFrom().item(task(TaskState.SUCCESS));
        slow[0].complete(task(TaskState.WAITING));
        time.advance(Duration.ofMillis(1));
        watch.assertCompleted();
    }

    @SuppressWarnings("unchecked")
    private static UniEmitter<? super Task>[] emitters() {
        return (UniEmitter<? super Task>[]) new UniEmitter<?>[1];
    }

    @Test
    void aWakeForAnotherTaskIsNothing() {
        subscribe();
        waits.wake("t2");
        assertThat(polls).isEmpty();
    }

    @Test
    void pollsGatherAroundTheUsualEnd() {
        SoundEffectRequest request = SoundEffectRequest.of("rain").withDurationSeconds(5);
        usual.learn(request, Duration.ofSeconds(10));
        subscribe(WaitOptions.DEFAULT.expecting(request));
        time.advance(Duration.ofSeconds(11));
        assertThat(polls.stream().filter(at -> at.toMillis() > 8_500 && at.toMillis() < 11_000).count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aShortTaskIsLookedForEarlierOnceOneHasEnded() {
        SoundEffectRequest request = SoundEffectRequest.of("beep").withDurationSeconds(1);
        answer = Uni.createFrom().item(finished(request, Duration.ofMillis(700)));
        subscribe(WaitOptions.DEFAULT.expecting(request));
        time.advance(Duration.ofSeconds(2));
        polls.clear();
        Duration begun = time.elapsed();
        subscribe(WaitOptions.DEFAULT.expecting(request));
        time.advance(Duration.ofMillis(700));
        assertThat(polls).containsExactly(begun.plusMillis(700));
    }

    @Test
    void tenThousandWaitsHoldTwoTimersEachAndNoMore() {
        IntStream.range(0, 10_000).forEach(i -> subscribe());
        assertThat(time.scheduled()).isEqualTo(20_000);
    }

    /** Moves time on to the next poll, which is never further away than the slowest interval of the plan. */
    private void nextPoll() {
        int before = polls.size();
        for (int i = 0; i < 300 && polls.size() == before; i++) {
            time.advance(Duration.ofMillis(100));
        }
        assertThat(polls).hasSize(before + 1);
    }
}
