package dev.foley.sandbox.task;

/** How far a task is, behind whatever name it shows. */
public enum TaskState {
    WAITING,
    GENERATING,
    SUCCEEDED,
    FAILED;

    public boolean isDone() { return this == SUCCEEDED || this == FAILED; }
}
