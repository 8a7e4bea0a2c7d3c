package dev.foley;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.kie.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.UniEmitter;

/** The waits that are under way, by task, so that a callback can wake them. */
@ApplicationScoped
class Waits {
    private final WaitConfig config;
    private final UsualDurations usual;
    private final Clock clock;
    private final Scheduler scheduler;
    private final PollPlan plan = new PollPlan(() -> ThreadLocalRandom.current().nextDouble());
    /** Mostly one for a task. */
    private final Map<String, List<TaskWait>> underWay = new ConcurrentHashMap<>();

    Waits(WaitConfig config, UsualDurations usual, Clock clock, Scheduler scheduler) {
        this.config = config;
        this.usual = usual;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    Multi<Task> watch(String taskId, WaitOptions options, Supplier<Uni<Task>> poll) {
        return Multi.createFrom()
                .<Task>emitter(emitter -> begin(taskId, options, poll, new Watcher(emitter)),
                        BackPressureStrategy.LATEST);
    }

    /** The task once it has ended. */
    Uni<Task> end(String taskId, WaitOptions options, Supplier<Uni<Task>> poll) {
        return Uni.createFrom().emitter(emitter -> begin(taskId, options, poll, new Awaiter(emitter)));
    }

    private void begin(String taskId, WaitOptions options, Supplier<Uni<Task>> poll, TaskWait.Listener listener) {
        Duration deadline = options.deadline() == null ? config.deadline() : options.deadline();
        Duration firstPoll = options.firstPoll() == null ? config.firstPoll() : options.firstPoll();
        TaskWait wait = new TaskWait(taskId, poll, plan, usual, clock, scheduler, deadline, config.faultBudget(),
                options.expected(), listener);
        underWay.merge(taskId, List.of(wait), (others, one) -> Stream.concat(others.stream(), one.stream()).toList());
        listener.whenGone(() -> end(taskId, wait));
        wait.start(firstPoll);
    }

    private void end(String taskId, TaskWait wait) {
        wait.stop();
        underWay.computeIfPresent(taskId, (id, waits) -> {
            List<TaskWait> others = waits.stream().filter(other -> other != wait).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void wake(String taskId) {
        underWay.getOrDefault(taskId, List.of()).forEach(TaskWait::wake);
    }

    /** Hears of each change. */
    private record Watcher(MultiEmitter<? super Task> emitter) implements TaskWait.Listener {
        @Override
        public void seen(Task task) {
            emitter.emit(task);
            if (task.state().isFinal()) {
                emitter.complete();
            }
        }

        @Override
        public void failed(Throwable fault) {
            emitter.fail(fault);
        }

        @Override
        public void whenGone(Runnable end) {
            emitter.onTermination(end);
        }
    }

    /** Hears of the end alone; a hundred thousand of these take little of a heap. */
    private record Awaiter(UniEmitter<? super Task> emitter) implements TaskWait.Listener {
        @Override
        public void seen(Task task) {
            if (task.state().isFinal()) {
                emitter.complete(task);
            }
        }

        @Override
        public void failed(Throwable fault) {
            emitter.fail(fault);
        }

        @Override
        public void whenGone(Runnable end) {
            emitter.onTermination(end);
        }
    }
}
