package dev.foley.error;

import java.util.Locale;

/** The task's state could not be read (the cause tells why). The task may still run: wait again with its id. */
public final class WaitFailedException extends SoundEffectException {
    private final String taskId;
    private final String lastState;

    public WaitFailedException(String taskId, String lastState, Throwable cause) {
        super(String.format(Locale.ROOT, "the state of task %s, last seen %s, cannot be read: %s", taskId, lastState,
                cause.getMessage()),
                cause);
        this.taskId = taskId;
        this.lastState = lastState;
    }

    public String taskId() {
        return taskId;
    }

    /** The last state seen, or {@code unknown} when no poll was answered. */
    public String lastState() {
        return lastState;
    }
}
