package dev.foley.error;

import java.time.Duration;
import java.util.Locale;

/** The wait's deadline passed while the task was still running. No failure of the task: wait again with its id. */
public final class WaitTimeoutException extends SoundEffectException {
    private final String taskId;
    private final String lastState;
    private final Duration elapsed;

    public WaitTimeoutException(String taskId, String lastState, Duration elapsed) {
        super(String.format(Locale.ROOT, "task %s was still %s after %s; the wait can be resumed with its id", taskId,
                lastState,
                elapsed),
                null);
        this.taskId = taskId;
        this.lastState = lastState;
        this.elapsed = elapsed;
    }

    public String taskId() {
        return taskId;
    }

    /** The last state seen, or {@code unknown} when no poll was answered. */
    public String lastState() {
        return lastState;
    }

    public Duration elapsed() {
        return elapsed;
    }
}
