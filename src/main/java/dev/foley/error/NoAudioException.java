package dev.foley.error;

import java.util.Locale;

/** The task succeeded, and was probably charged, but names no audio. Submitting again would be a second payment. */
public final class NoAudioException extends SoundEffectException {
    private final String taskId;

    public NoAudioException(String taskId) {
        super(String.format(Locale.ROOT, "task %s succeeded without a result URL", taskId), null);
        this.taskId = taskId;
    }

    public String taskId() {
        return taskId;
    }
}
