package dev.foley;

import java.util.Locale;

/**
 * A task's state as kie.ai names it. Five are documented; any other means that the task is still running.
 *
 * @param name in lower case, such as {@code generating}
 */
public record TaskState(String name) {
    public static final TaskState WAITING = new TaskState("waiting");
    public static final TaskState QUEUING = new TaskState("queuing");
    public static final TaskState GENERATING = new TaskState("generating");
    public static final TaskState SUCCESS = new TaskState("success");
    public static final TaskState FAIL = new TaskState("fail");

    public TaskState {
        name = name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the task has ended, in success or failure. */
    public boolean isFinal() {
        return equals(SUCCESS) || equals(FAIL);
    }

    @Override
    public String toString() {
        return name;
    }
}
