package dev.foley;

import static dev.foley.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;

import dev.foley.StubServer.Reply;
import dev.foley.error.NoAudioException;
import dev.foley.error.ResourceNotFoundException;
import dev.foley.error.TaskFailedException;
import dev.foley.error.WaitTimeoutException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StubbedKie.class)
class SoundEffectsTest {
    private static final SoundEffectRequest RAIN = SoundEffectRequest.of("rain on a tin roof").withDurationSeconds(3);
    private static final Reply UNKNOWN = json(200, "{\"code\":422,\"msg\":\"recordInfo is null\",\"data\":null}");

    StubServer kie;

    @Inject
    SoundEffects soundEffects;

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Reply created(String taskId) {
        return json(200,
                String.format(Locale.ROOT, "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"%s\"}}", taskId));
    }

    private static Reply record(String taskId, String state, String more) {
        return json(200,
                String.format(Locale.ROOT,
                        "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"%s\",\"state\":\"%s\"%s}}", taskId,
                        state, more));
    }

    private static Reply success(String taskId) {
        return record(taskId, "success", ",\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://f/a.mp3\\\"]}\","
                + "\"createTime\":1000,\"completeTime\":4500,\"creditsConsumed\":0.72");
    }

    @Test
    void generateSubmitsOnceAndWaitsForTheEnd() {
        kie.reset(created("g1"), record("g1", "generating", ""), success("g1"));
        SoundEffect effect = get(soundEffects.generate(RAIN));
        assertThat(effect.urls()).containsExactly(URI.create("https://f/a.mp3"));
        assertThat(effect.workDuration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(effect.creditsConsumed()).isEqualByComparingTo("0.72");
        assertThat(kie.requests()).hasSize(3).filteredOn(request -> request.method().equals("POST")).hasSize(1);
    }

    @Test
    void aTaskUnknownJustAfterItsCreationIsStillWaiting() {
        kie.reset(created("g2"), UNKNOWN, success("g2"));
        assertThat(get(soundEffects.generate(RAIN)).taskId()).isEqualTo("g2");
    }

    @Test
    void someoneElsesUnknownTaskIsUnknown() {
        kie.reset(UNKNOWN);
        assertThat(catchThrowable(() -> get(soundEffects.status("nobody"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aRequestThatBreaksRulesIsNotSentAndSaysAllOfThem() {
        kie.reset(created("never"));
        Throwable failure = catchThrowable(
                () -> get(
                        soundEffects.submit(SoundEffectRequest.of("").withDurationSeconds(42).withPromptInfluence(2))));
        assertThat(failure).isInstanceOfSatisfying(ConstraintViolationException.class,
                violations -> assertThat(violations.getConstraintViolations())
                        .extracting(v -> v.getPropertyPath().toString())
                        .containsExactlyInAnyOrder("text", "durationSeconds", "promptInfluence"));
        assertThat(kie.requests()).isEmpty();
    }

    @Test
    void aFailedTaskTellsItsCodeAndText() {
        kie.reset(record("f1", "fail", ",\"failCode\":500,\"failMsg\":\"internal error, please try again later.\""));
        assertThat(catchThrowable(() -> get(soundEffects.await("f1")))).isInstanceOfSatisfying(
                TaskFailedException.class,
                failure -> {
                    assertThat(failure.code()).isEqualTo("500");
                    assertThat(failure.text()).isEqualTo("internal error, please try again later.");
                });
    }

    @Test
    void aSuccessWithoutAudioIsNoFailureToSubmitAgain() {
        kie.reset(record("s1", "success", ",\"resultJson\":\"\",\"completeTime\":1757584164490"));
        assertThat(catchThrowable(() -> get(soundEffects.await("s1")))).isInstanceOf(NoAudioException.class);
    }

    @Test
    void aWaitThatRanOutCanBeResumedWithTheTasksId() {
        kie.reset(record("w1", "queuing", ""));
        Throwable timeout = catchThrowable(
                () -> get(soundEffects.await("w1", WaitOptions.within(Duration.ofSeconds(2)))));
        assertThat(timeout).isInstanceOfSatisfying(WaitTimeoutException.class,
                wait -> assertThat(wait.lastState()).isEqualTo("queuing"));
        kie.reset(success("w1"));
        assertThat(get(soundEffects.await(((WaitTimeoutException) timeout).taskId())).taskId()).isEqualTo("w1");
    }

    @Test
    void watchShowsEachStateAndEndsWithTheTask() {
        kie.reset(record("x1", "waiting", ""), record("x1", "upscaling", ""), success("x1"));
        List<Task> seen = get(soundEffects.watch("x1").collect().asList());
        assertThat(seen).extracting(task -> task.state().name()).containsExactly("waiting", "upscaling", "success");
    }

    @Test
    void aCallbackEndsTheWaitEarly() {
        kie.reset(success("c1"));
        CompletableFuture<SoundEffect> wait = soundEffects
                .await("c1", WaitOptions.DEFAULT.firstPollAfter(Duration.ofMinutes(5)))
                .subscribeAsCompletionStage();
        soundEffects.wake("c1");
        await().atMost(Duration.ofSeconds(10)).until(wait::isDone);
        assertThat(wait.join().taskId()).isEqualTo("c1");
    }

    @Test
    void tenThousandWaitsCostNoThreadEach() {
        WaitOptions inAnHour = WaitOptions.within(Duration.ofHours(2)).firstPollAfter(Duration.ofHours(1));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int before = threads.getThreadCount();
        List<Cancellable> waits = IntStream.range(0, 10_000)
                .mapToObj(i -> soundEffects.await("many" + i, inAnHour).subscribe().with(effect -> {}, failure -> {}))
                .toList();
        try {
            assertThat(threads.getThreadCount() - before).isLessThan(100);
        } finally {
            waits.forEach(Cancellable::cancel);
        }
    }
}
