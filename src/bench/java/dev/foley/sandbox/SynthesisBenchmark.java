package dev.foley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.foley.sandbox.audio.OutputFormat;
import dev.foley.sandbox.synth.SoundRequest;
import dev.foley.sandbox.synth.Synthesizer;

/** How much of one core the longest sound takes, in each format: less than a second. */
class SynthesisBenchmark {

    private static final Logger LOG = Logger.getLogger(SynthesisBenchmark.class.getName());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final double LONGEST_SECONDS = 22;
    /** From one layer to three, with the most strokes of all sounds. */
    private static final List<String> PROMPTS = List.of("beep", "a church bell", "applause, rain and a crackling fire");

    /** Compilers need to see the code before it is fast; a server has that behind it after its first sounds. */
    @BeforeAll
    static void warmUp() {
        for (OutputFormat format : OutputFormat.values()) {
            PROMPTS.forEach(prompt -> make(prompt, format));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSoundOf22SecondsTakesLessThanASecondOfOneCore(OutputFormat format) {
        for (String prompt : PROMPTS) {
            long before = THREADS.getCurrentThreadCpuTime();
            int bytes = make(prompt, format);
            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);

            LOG.info(() -> "%-14s %4d ms of CPU %,9d bytes  %s"
                    .formatted(format.wireName(), taken.toMillis(), bytes, prompt));
            assertThat(taken).isLessThan(LIMIT);
        }
    }

    private static int make(String prompt, OutputFormat format) {
        SoundRequest request = new SoundRequest(prompt, LONGEST_SECONDS, true, 0.3, 1);
        return format.encode(Synthesizer.render(request, format.sampleRate())).length;
    }
}
