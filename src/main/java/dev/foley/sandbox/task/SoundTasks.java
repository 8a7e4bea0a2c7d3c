package dev.foley.sandbox.task;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;

import dev.foley.sandbox.fault.Script;

/**
 * All tasks, and what becomes of them: a task that is done is settled once, paid or released, and told to a listener.
 * Remembers a bounded number. Thread-safe.
 */
public final class SoundTasks {

    /**
     * Characters of all remembered inputs together; long ones make old tasks be forgotten earlier than
     * {@code retained-tasks} says. A task holds its input up to three times: 48 MB of Latin text at most.
     */
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Map<String, SoundTask> tasks = new LinkedHashMap<>();
    private final PriorityQueue<SoundTask> unsettled = new PriorityQueue<>(Comparator.comparingLong(SoundTask::doneAt));
    private final Credits credits;
    private final Clock clock;
    private final Duration duration;
    private final OptionalLong seed;
    private final int retained;
    private final Consumer<SoundTask> whenDone;
    private long characters;

    /**
     * @param duration how long a task takes
     * @param seed of every sound, or none for another one each time
     * @param retained how many tasks are remembered
     * @param whenDone told once of each task that is done
     */
    public SoundTasks(Credits credits, Clock clock, Duration duration, OptionalLong seed, int retained,
            Consumer<SoundTask> whenDone) {
        this.credits = credits;
        this.clock = clock;
        this.duration = duration;
        this.seed = seed;
        this.retained = retained;
        this.whenDone = whenDone;
    }

    /** Creates a task, unless the account cannot bear it. */
    public synchronized Optional<SoundTask> create(SoundOrder order, Script script) {
        settle();
        if (!credits.hold(order.price())) {
            return Optional.empty();
        }
        UUID id = UUID.randomUUID();
        SoundTask task = new SoundTask(id.toString().replace("-", ""), order, script, clock.millis(), duration,
                seed.orElse(id.getLeastSignificantBits()));
        tasks.put(task.id(), task);
        unsettled.add(task);
        characters += order.inputJson().length();
        forgetOldest();
        return Optional.of(task);
    }

    private void forgetOldest() {
        Iterator<SoundTask> oldest = tasks.values().iterator();
        while (tasks.size() > retained || characters > MOST_CHARACTERS) {
            SoundTask task = oldest.next();
            characters -= task.order().inputJson().length();
            oldest.remove();
            if (unsettled.remove(task)) {
                credits.release(task.order().price());
            }
        }
    }

    public synchronized Optional<SoundTask> find(String id) {
        settle();
        return Optional.ofNullable(tasks.get(id));
    }

    /** All that are remembered, oldest first. */
    public synchronized List<SoundTask> all() {
        settle();
        return new ArrayList<>(tasks.values());
    }

    /** Settles what has been done since the last time. */
    public void settle() {
        for (SoundTask task : nowDone()) {
            whenDone.accept(task);
        }
    }

    private synchronized List<SoundTask> nowDone() {
        long now = clock.millis();
        List<SoundTask> done = new ArrayList<>();
        while (!unsettled.isEmpty() && unsettled.peek().doneAt() <= now) {
            SoundTask task = unsettled.remove();
            if (task.stateAt(now) == TaskState.SUCCEEDED) {
                credits.pay(task.order().price());
            } else {
                credits.release(task.order().price());
            }
            done.add(task);
        }
        return done;
    }

    /** Forgets all tasks, and lets what they held back go. */
    public synchronized void clear() {
        unsettled.forEach(task -> credits.release(task.order().price()));
        unsettled.clear();
        tasks.clear();
        characters = 0;
    }
}
