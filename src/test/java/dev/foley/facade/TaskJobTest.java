package dev.foley.facade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import dev.foley.Task;
import dev.foley.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskJobTest {
    private static final Instant CREATED = Instant.parse("2026-10-05T09:12:44Z");
    private static final Instant COMPLETED = CREATED.plusSeconds(7);
    private static final SoundEffectRequest RAIN = SoundEffectRequest.of("rain")
            .withOutputFormat(OutputFormat.PCM_44100);
    private static final List<URI> URLS = List.of(URI.create("https://media.example/rain.pcm"));

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "queuing", "generating", "", "polishing"})
    void whatIsNotFinishedIsGenerating(String state) {
        Job job = job(new TaskState(state), List.of(), null, "0");

        assertThat(job.state()).isEqualTo(JobState.GENERATING);
        assertThat(job.audio()).isNull();
        assertThat(job.failure()).isNull();
    }

    @Test
    void creditsAreUnknownUntilTheEnd() {
        assertThat(job(TaskState.GENERATING, List.of(), null, "0.0").credits()).isNull();
        assertThat(job(TaskState.SUCCESS, URLS, null, "1.2").credits()).isEqualByComparingTo("1.2");
    }

    @Test
    void aSuccessHasAudioOfTheFormatAskedFor() {
        Job job = job(TaskState.SUCCESS, URLS, null, "1.2");

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.audio()).isEqualTo(new Job.Audio(OutputFormat.PCM_44100.mediaType(), null, null, null));
        assertThat(job.createdAt()).isEqualTo(CREATED);
        assertThat(job.completedAt()).isEqualTo(COMPLETED);
    }

    @Test
    void aSuccessWithoutAudioIsAFailureOfItsOwn() {
        Job job = job(TaskState.SUCCESS, List.of(), null, "1.2");

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.failure()).isEqualTo(new Job.Failure(FailureReason.NO_AUDIO, null, null));
        assertThat(job.credits()).as("it was probably charged").isEqualByComparingTo("1.2");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                           500,                   internal error,                                generation-failed
                           501,                   Generation Failed,                             generation-failed
                           '',                    '',                                            generation-failed
                           '',                    nsfw,                                          content-rejected
                           SENSITIVE_WORD_ERROR,  The prompt contains sensitive words.,          content-rejected
                           422,                   The request was refused: prohibited content.,  content-rejected
                           422,                   duration is out of range,                      invalid-parameters
                           400,                   bad,                                           invalid-parameters
                           408,                   upstream silent,                               model-timeout
                           """)
    void aFailureTellsItsReason(String code, String text, String reason) {
        Job.Failure failure = job(TaskState.FAIL, List.of(), new Task.Failure(code, text), "0").failure();

        assertThat(failure.reason().wireName()).isEqualTo(reason);
        assertThat(failure.code()).isEqualTo(code.isEmpty() ? null : code);
        assertThat(failure.message()).isEqualTo(text.isEmpty() ? null : text);
    }

    @Test
    void textThatNoJsonCanCarryIsMadeFitForIt() {
        Task.Failure broken = new Task.Failure("500", "broken \ud800 off");

        assertThat(job(TaskState.FAIL, List.of(), broken, "0").failure().message()).isEqualTo("broken ? off");
    }

    @Test
    void creditsAreWrittenOut() {
        assertThat(job(TaskState.SUCCESS, URLS, null, "1E+2").credits()).hasToString("100");
        assertThat(job(TaskState.SUCCESS, URLS, null, "1E+999999999").credits()).hasToString("1E+999999999");
    }

    private static Job job(TaskState state, List<URI> urls, Task.Failure failure, String credits) {
        return TaskJob.of("t1", new Task("t1", state, RAIN, urls, failure, new BigDecimal(credits), CREATED,
                state.isFinal() ? COMPLETED : null, null), COMPLETED.plusSeconds(600));
    }
}
