package dev.foley;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import jakarta.inject.Inject;

import com.sun.management.OperatingSystemMXBean;
import dev.foley.bench.Rounds;
import dev.foley.bench.Table;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

/** What it takes to wait for many tasks at once, beside bare timers that each complete a future. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class WaitingBenchmark {
    private static final int[] TASKS = {10_000, 100_000};
    private static final int ROUNDS = 3;
    private static final Duration FAR = Duration.ofHours(1);
    private static final Duration DEADLINE = Duration.ofHours(2);
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** When the first of those whose punctuality is measured is due, so that all have been started, and the last. */
    private static final Duration DUE_FROM = Duration.ofMillis(1_500);
    private static final Duration DUE_FOR = Duration.ofMillis(1_500);
    private static final int PATIENCE_SECONDS = 60;

    private static final OperatingSystemMXBean SYSTEM = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    @Inject
    SoundEffects soundEffects;

    @Inject
    Waits waits;

    @Inject
    Vertx vertx;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    /** One way to wait for many. */
    private interface Crowd {
        /** Starts one more, which is due after that delay; the consumer, called when it is, takes its number. */
        Cancellable start(int number, Duration due, IntConsumer rung);
    }

    /**
     * @param bytes of heap for each
     * @param threads more than before
     * @param cpu share of one core while nothing happens
     */
    private record Burden(double bytes, int threads, double cpu) {}

    /** In milliseconds after the time that was asked for. */
    private record Lateness(double median, double worstOfHundred) {}

    @Test
    void waiting() throws Exception {
        executor.setRemoveOnCancelPolicy(true);
        Table table = Table.of("waiting", String.format(Locale.ROOT, "Tasks awaited at once, %d rounds", ROUNDS),
                "tasks", "by",
                "heap each", "of Vert.x timers", "threads", "CPU while idle", "first poll late, median", "99 %",
                "median of Vert.x timers");
        for (int tasks : TASKS) {
            compare(table, tasks);
        }
        table.write();
        executor.shutdown();
    }

    private void compare(Table table, int tasks) throws Exception {
        Map<String, List<Burden>> burdens = Rounds.interleave(ROUNDS, each(far(), crowd -> burden(crowd, tasks)));
        Map<String, List<Lateness>> late = Rounds.interleave(ROUNDS, each(near(), crowd -> lateness(crowd, tasks)));
        List<Burden> bare = burdens.get("a Vert.x timer");
        List<Lateness> bareLate = late.get("a Vert.x timer");
        burdens.forEach((name, rounds) -> table.row(String.format(Locale.ROOT, "%,d", tasks), name,
                String.format(Locale.ROOT, "%,.0f bytes", Rounds.median(rounds, Burden::bytes)),
                String.format(Locale.ROOT, "%.2f",
                        Rounds.median(rounds, Burden::bytes) / Rounds.median(bare, Burden::bytes)),
                String.format(Locale.ROOT, "%.0f", Rounds.median(rounds, Burden::threads)),
                String.format(Locale.ROOT, "%.1f %%", 100 * Rounds.median(rounds, Burden::cpu)),
                String.format(Locale.ROOT, "%.1f ms", Rounds.median(late.get(name), Lateness::median)),
                String.format(Locale.ROOT, "%.1f ms", Rounds.median(late.get(name), Lateness::worstOfHundred)),
                String.format(Locale.ROOT, "%.2f", Rounds.median(late.get(name), Lateness::median)
                        / Rounds.median(bareLate, Lateness::median))));
    }

    private interface Measure<T> {
        T of(Crowd crowd) throws Exception;
    }

    private static <T> Map<String, Callable<T>> each(Map<String, Crowd> crowds, Measure<T> measure) {
        Map<String, Callable<T>> measures = new LinkedHashMap<>();
        crowds.forEach((name, crowd) -> measures.put(name, () -> measure.of(crowd)));
        return measures;
    }

    private Map<String, Crowd> far() {
        return crowds((number, due, rung) -> soundEffects
                .await("task" + number, WaitOptions.within(DEADLINE).firstPollAfter(due))
                .subscribe()
                .with(sound -> {}, failure -> {}));
    }

    /** Answered by a poll without HTTP, for it is the timers that shall be measured. */
    private Map<String, Crowd> near() {
        return crowds((number, due, rung) -> waits
                .watch("task" + number, WaitOptions.within(DEADLINE).firstPollAfter(due), () -> {
                    rung.accept(number);
                    return Uni.createFrom().item(finished("task" + number));
                })
                .subscribe()
                .with(task -> {}, failure -> {}));
    }

    private static Task finished(String id) {
        return new Task(id, TaskState.SUCCESS, null, List.of(URI.create("https://f/a")), null, null, Instant.EPOCH,
                Instant.EPOCH, null);
    }

    private Map<String, Crowd> crowds(Crowd foley) {
        Map<String, Crowd> crowds = new LinkedHashMap<>();
        crowds.put("**Foley**", foley);
        crowds.put("a Vert.x timer", (number, due, rung) -> {
            CompletableFuture<String> end = new CompletableFuture<>();
            end.thenAccept(task -> rung.accept(number));
            long timer = vertx.setTimer(due.toMillis(), now -> end.complete("task" + number));
            return () -> vertx.cancelTimer(timer);
        });
        crowds.put("a scheduled future", (number, due, rung) -> {
            CompletableFuture<String> end = new CompletableFuture<>();
            end.thenAccept(task -> rung.accept(number));
            Future<?> timer = executor.schedule(() -> end.complete("task" + number), due.toNanos(),
                    TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        });
        return crowds;
    }

    private static Burden burden(Crowd crowd, int tasks) throws InterruptedException {
        long before = heap();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        List<Cancellable> all = gather(tasks, number -> crowd.start(number, FAR, none -> {}));
        long bytes = heap() - before;
        long cpu = SYSTEM.getProcessCpuTime();
        Thread.sleep(IDLE.toMillis());
        double share = (double) (SYSTEM.getProcessCpuTime() - cpu) / IDLE.toNanos();
        int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
        all.forEach(Cancellable::cancel);
        return new Burden((double) bytes / tasks, more, share);
    }

    private static Lateness lateness(Crowd crowd, int tasks) throws InterruptedException {
        long[] due = new long[tasks];
        long[] late = new long[tasks];
        CountDownLatch rung = new CountDownLatch(tasks);
        long from = System.nanoTime() + DUE_FROM.toNanos();
        gather(tasks, number -> {
            due[number] = from + DUE_FOR.toNanos() * number / tasks;
            Duration millis = Duration.ofMillis(Math.max(1, (due[number] - System.nanoTime()) / 1_000_000));
            due[number] = System.nanoTime() + millis.toNanos();
            return crowd.start(number, millis, which -> {
                late[which] = System.nanoTime() - due[which];
                rung.countDown();
            });
        });
        assertThat(rung.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("all of %d tasks end", tasks).isTrue();
        Arrays.sort(late);
        return new Lateness(late[tasks / 2] / 1e6, late[tasks * 99 / 100] / 1e6);
    }

    private static List<Cancellable> gather(int tasks, IntFunction<Cancellable> start) {
        List<Cancellable> all = new ArrayList<>(tasks);
        for (int number = 0; number < tasks; number++) {
            all.add(start.apply(number));
        }
        return all;
    }

    /** In use once all garbage is gone; the second collection takes what the first has only found. */
    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
