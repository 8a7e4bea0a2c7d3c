package dev.foley.sandbox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import dev.foley.sandbox.audio.OutputFormat;
import dev.foley.sandbox.synth.SoundRequest;
import dev.foley.sandbox.synth.Synthesizer;
import org.junit.jupiter.api.Test;

/** How much of one core the longest sound takes, in each format, beside the time that it takes to hear it. */
class SynthesisBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 3;
    private static final double LONGEST_SECONDS = 22;
    /** From one layer to three, with the most strokes of all sounds. */
    private static final List<String> PROMPTS = List.of("beep", "a church bell", "applause, rain and a crackling fire");

    /** @param cpu of one core, in seconds */
    private record Made(double cpu, int bytes) {}

    @Test
    void synthesis() throws Exception {
        Map<String, Callable<Made>> sounds = new LinkedHashMap<>();
        for (OutputFormat format : OutputFormat.values()) {
            PROMPTS.forEach(prompt -> sounds.put(format.wireName() + " | " + prompt, () -> make(prompt, format)));
        }
        Table table = Table.of("synthesis",
                String.format(Locale.ROOT, "Sounds of %.0f s made by the sandbox, %d rounds", LONGEST_SECONDS,
                        ROUNDS),
                "format", "sound", "bytes", "one core", "times real time");
        Rounds.interleave(ROUNDS, sounds).forEach((name, rounds) -> {
            double cpu = Rounds.median(rounds, Made::cpu);
            table.row(name, String.format(Locale.ROOT, "%,.0f", Rounds.median(rounds, Made::bytes)),
                    String.format(Locale.ROOT, "%.0f ms", cpu * 1_000),
                    String.format(Locale.ROOT, "%.0f", LONGEST_SECONDS / cpu));
        });
        table.write();
    }

    private static Made make(String prompt, OutputFormat format) {
        long before = THREADS.getCurrentThreadCpuTime();
        SoundRequest request = new SoundRequest(prompt, LONGEST_SECONDS, true, 0.3, 1);
        byte[] audio = format.encode(Synthesizer.render(request, format.sampleRate()));
        return new Made((THREADS.getCurrentThreadCpuTime() - before) / 1e9, audio.length);
    }
}
