package dev.foley.sandbox.task;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import dev.foley.sandbox.audio.OutputFormat;
import dev.foley.sandbox.fault.Fault;
import dev.foley.sandbox.fault.Script;
import dev.foley.sandbox.synth.SoundRequest;
import dev.foley.sandbox.synth.Synthesizer;

/**
 * A task. Its state follows from the time alone, so that nothing has to run for a task to go on; thread-safe.
 */
public final class SoundTask {

    /** The part of its time that a task waits before it is being generated. */
    private static final double WAITING_PART = 0.25;

    private final String id;
    private final SoundOrder order;
    private final Script script;
    private final long createdAt;
    private final long generatingAt;
    private final long doneAt;
    private final long seed;
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();

    /**
     * @param createdAt milliseconds since 1970
     * @param duration how long it takes, unless its script knows better
     * @param seed of its sound, unless its script knows better
     */
    SoundTask(String id, SoundOrder order, Script script, long createdAt, Duration duration, long seed) {
        this.id = id;
        this.order = order;
        this.script = script;
        this.createdAt = createdAt;
        long takes = script.find(Fault.Takes.class).map(Fault.Takes::duration).orElse(duration).toMillis();
        this.generatingAt = createdAt + (long) (takes * WAITING_PART);
        this.doneAt = script.find(Fault.Stuck.class).isPresent() ? Long.MAX_VALUE : createdAt + takes;
        this.seed = script.find(Fault.Seed.class).map(Fault.Seed::seed).orElse(seed);
    }

    public String id() {
        return id;
    }

    public SoundOrder order() {
        return order;
    }

    public Script script() {
        return script;
    }

    /** Milliseconds since 1970. */
    public long createdAt() {
        return createdAt;
    }

    /** Milliseconds since 1970; {@link Long#MAX_VALUE} for a task that is stuck. */
    public long doneAt() {
        return doneAt;
    }

    /**
     * How far it is.
     *
     * @param now milliseconds since 1970
     */
    public TaskState stateAt(long now) {
        if (now >= doneAt) {
            return script.find(Fault.Fail.class).isPresent() ? TaskState.FAILED : TaskState.SUCCEEDED;
        }
        return now >= generatingAt ? TaskState.GENERATING : TaskState.WAITING;
    }

    /** Counts a query and tells how many came before it. */
    public int nextQuery() {
        return queries.getAndIncrement();
    }

    /** Counts a fetch of the audio and tells how many came before it. */
    public int nextFetch() {
        return fetches.getAndIncrement();
    }

    /** The name of its audio on the media host. */
    public String fileName() {
        return String.format(Locale.ROOT, "%s_%d.%s", id, doneAt, order.format().codec().extension());
    }

    /** Its audio, made anew, and the same each time: takes up to a second, so never on an event loop. */
    public byte[] render() {
        OutputFormat format = order.format();
        SoundRequest request = new SoundRequest(order.prompt(), order.seconds().doubleValue(), order.loop(),
                order.promptInfluence(), seed);
        return format.encode(Synthesizer.render(request, format.sampleRate()));
    }
}
