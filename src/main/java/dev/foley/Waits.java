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
                .<Task>emitter(emitter -> begin(taskId, options, poll, emitter), BackPressureStrategy.LATEST);
    }

    private void begin(String taskId, WaitOptions options, Supplier<Uni<Task>> poll,
            MultiEmitter<? super Task> emitter) {
        Duration deadline = options.deadline() == null ? config.deadline() : options.deadline();
        Duration firstPoll = options.firstPoll() == null ? config.firstPoll() : options.firstPoll();
        TaskWait wait = new TaskWait(taskId, poll, plan, usual, clock, scheduler, deadline, config.faultBudget(),
                options.expected(), emitter);
        underWay.merge(taskId, List.of(wait), (others, one) -> Stream.concat(others.stream(), one.stream()).toList());
        emitter.onTermination(() -> end(taskId, wait));
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
}
