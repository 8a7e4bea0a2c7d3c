package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.junit.jupiter.api.Test;

/**
 * How often Foley asks for a task, and how late it hears of its end, beside other ways to poll, in simulated time. What is
 * known of kie.ai: tasks take 2 s to 13 min, and recordInfo 0.2 to 0.8 s. How lengths are spread is not; so there are two
 * mixes, one that can be learned from and one that cannot.
 */
class PollingBenchmark {
    private static final int TASKS = 4_000;
    private static final double SHORTEST = 2;
    private static final double LONGEST = 780;
    /** Of callbacks, since nobody promises them. */
    private static final double LOST = 0.02;

    /** @param seconds how long it takes */
    private record Work(SoundEffectRequest request, double seconds) {}

    /**
     * @param calls of recordInfo
     * @param late seconds from the task's end to its notice
     */
    private record Watched(int calls, double late, double share) {
        Watched(int calls, double late, Work work) {
            this(calls, late, late / work.seconds());
        }
    }

    /** Watches tasks one by one, in their order. */
    @FunctionalInterface
    private interface Plan {
        List<Watched> watch(List<Work> tasks);
    }

    @Test
    void polling() {
        Table table = Table.of("polling",
                String.format(Locale.ROOT,
                        "Waiting for %,d tasks of 2 s to 13 min, in simulated time; recordInfo takes 0.2 to 0.8 s",
                        TASKS),
                "tasks", "plan", "calls a task", "of the pages' advice", "late, mean", "of the pages' advice",
                "late, median", "median of a task's length");
        compare(table, "usual: 85 % by length of audio, 15 % queued", usual());
        compare(table, "any length as likely as its half", anyLength());
        table.write();
    }

    private static void compare(Table table, String mix, List<Work> tasks) {
        List<Watched> advised = new Polls(3, PollingBenchmark::advice).watch(tasks);
        row(table, mix, "**Foley**", new Foleys(false).watch(tasks), advised);
        row(table, mix, "**Foley**, with callbacks", new Foleys(true).watch(tasks), advised);
        row(table, mix, "the pages' advice", advised, advised);
        for (double seconds : new double[]{0.5, 2.5, 5}) {
            row(table, mix, String.format(Locale.ROOT, "every %.1f s", seconds),
                    new Polls(3, elapsed -> seconds).watch(tasks), advised);
        }
    }

    private static void row(Table table, String mix, String plan, List<Watched> watched, List<Watched> advised) {
        assertThat(watched).as(plan).hasSize(TASKS);
        table.row(mix, plan, String.format(Locale.ROOT, "%.1f", mean(watched, Watched::calls)),
                String.format(Locale.ROOT, "%.2f", mean(watched, Watched::calls) / mean(advised, Watched::calls)),
                String.format(Locale.ROOT, "%.2f s", mean(watched, Watched::late)),
                String.format(Locale.ROOT, "%.2f", mean(watched, Watched::late) / mean(advised, Watched::late)),
                String.format(Locale.ROOT, "%.2f s", Rounds.median(watched, Watched::late)),
                String.format(Locale.ROOT, "%.1f %%", 100 * Rounds.median(watched, Watched::share)));
    }

    private static double mean(List<Watched> watched, ToDoubleFunction<Watched> figure) {
        return watched.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Work for as long as the audio is, give or take; some wait in a queue for half a minute, a few for minutes. */
    private static List<Work> usual() {
        Random random = new Random(1);
        return IntStream.range(0, TASKS).mapToObj(i -> {
            SoundEffectRequest request = request(random);
            double audio = request.durationSeconds() == null ? 6 : request.durationSeconds().doubleValue();
            double seconds = (2 + 0.4 * audio) * Math.exp(0.25 * random.nextGaussian());
            double luck = random.nextDouble();
            if (luck > 0.97) {
                seconds += 60 + 600 * random.nextDouble();
            } else if (luck > 0.85) {
                seconds += 30 * Math.exp(0.7 * random.nextGaussian());
            }
            return new Work(request, Math.max(SHORTEST, Math.min(LONGEST, seconds)));
        }).toList();
    }

    private static List<Work> anyLength() {
        Random random = new Random(2);
        return IntStream.range(0, TASKS)
                .mapToObj(i -> new Work(request(random),
                        SHORTEST * Math.pow(LONGEST / SHORTEST, random.nextDouble())))
                .toList();
    }

    private static SoundEffectRequest request(Random random) {
        SoundEffectRequest any = SoundEffectRequest.of("rain");
        return random.nextInt(3) == 0 ? any : any.withDurationSeconds(0.5 * random.nextInt(1, 45));
    }

    private static double latency(Random random) {
        return 0.2 + 0.6 * random.nextDouble();
    }

    /** Every 2 to 3 s for 30 s, then every 5 to 10 s, after 2 min every 15 to 30 s. */
    private static double advice(double elapsed) {
        return elapsed < 30 ? 2.5 : elapsed < 120 ? 7.5 : 22.5;
    }

    /** Waits, asks, waits: by the seconds that have passed, give or take a fifth, as all do who share a service. */
    private record Polls(long seed, DoubleUnaryOperator pause) implements Plan {
        @Override
        public List<Watched> watch(List<Work> tasks) {
            Random random = new Random(seed);
            return tasks.stream().map(task -> watch(task, random)).toList();
        }

        private Watched watch(Work task, Random random) {
            double now = 0;
            for (int calls = 1;; calls++) {
                now += pause.applyAsDouble(now) * (0.8 + 0.4 * random.nextDouble());
                double latency = latency(random);
                boolean ended = now + latency / 2 >= task.seconds();
                now += latency;
                if (ended) {
                    return new Watched(calls, now - task.seconds(), task);
                }
            }
        }
    }

    /** The client's own waits. */
    private static final class Foleys implements Plan, WaitConfig {
        private final Random random = new Random(4);
        private final VirtualTime time = new VirtualTime();
        private final Waits waits = new Waits(this, new UsualDurations(), time, time);
        private final boolean callbacks;
        private int calls;

        Foleys(boolean callbacks) {
            this.callbacks = callbacks;
        }

        @Override
        public List<Watched> watch(List<Work> tasks) {
            return tasks.stream().map(this::watch).toList();
        }

        private Watched watch(Work work) {
            Instant created = time.instant();
            Instant end = created.plus(duration(work.seconds()));
            calls = 0;
            AssertSubscriber<Task> watch = waits
                    .watch("task", WaitOptions.DEFAULT.expecting(work.request()), () -> poll(work, created, end))
                    .subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            if (callbacks && random.nextDouble() >= LOST) {
                time.schedule(duration(work.seconds() + latency(random)), () -> waits.wake("task"));
            }
            while (!watch.hasCompleted()) {
                time.advance(Duration.ofMillis(10));
            }
            watch.assertCompleted();
            return new Watched(calls, Duration.between(end, time.instant()).toMillis() / 1e3, work);
        }

        private Uni<Task> poll(Work work, Instant created, Instant end) {
            calls++;
            Duration half = duration(latency(random) / 2);
            return Uni.createFrom()
                    .emitter(answer -> time.schedule(half, () -> {
                        Task task = task(work, created, end);
                        time.schedule(half, () -> answer.complete(task));
                    }));
        }

        private Task task(Work work, Instant created, Instant end) {
            return time.instant().isBefore(end)
                    ? new Task("task", TaskState.WAITING, work.request(), List.of(), null, null, created, null, null)
                    : new Task("task", TaskState.SUCCESS, work.request(), List.of(URI.create("https://f/a")), null,
                            null, created, end, null);
        }

        private static Duration duration(double seconds) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration firstPoll() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int faultBudget() {
            return 5;
        }

        @Override
        public Duration grace() {
            return Duration.ofSeconds(10);
        }
    }
}
