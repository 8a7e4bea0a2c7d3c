package dev.foley.error;

import java.util.Locale;

/** The task ended in state {@code fail}. kie.ai does not charge for failed tasks. */
public final class TaskFailedException extends SoundEffectException {
    private final String taskId;
    private final String code;
    private final String text;

    public TaskFailedException(String taskId, String code, String text) {
        super(String.format(Locale.ROOT, "task %s failed: %s", taskId, code.isEmpty() ? "no reason given" : code),
                null);
        this.taskId = taskId;
        this.code = code;
        this.text = text;
    }

    public String taskId() {
        return taskId;
    }

    /** {@code failCode} as it came, such as {@code 500} or {@code SENSITIVE_WORD_ERROR}; empty when none came. */
    public String code() {
        return code;
    }

    /** {@code failMsg} as it came; empty when none came. It may quote the prompt, so the message is without it. */
    public String text() {
        return text;
    }
}
