package dev.foley.error;

/** The task succeeded, and was probably charged, but names no audio. Submitting again would be a second payment. */
public final class NoAudioException extends SoundEffectException {
    private final String taskId;

    public NoAudioException(String taskId) {
        super("task %s succeeded without a result URL".formatted(taskId), null);
        this.taskId = taskId;
    }

    public String taskId() {
        return taskId;
    }
}
