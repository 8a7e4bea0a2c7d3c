package dev.foley.sandbox.fault;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** One thing that goes wrong, or goes its own way, with a task. */
public sealed interface Fault {

    /** Stands for "each time" where a fault may say how often. */
    int ALWAYS = Integer.MAX_VALUE;

    /**
     * The task ends as failed.
     *
     * @param code {@code failCode}, absent where only a message was seen
     * @param numeric whether the code is a number on the wire
     */
    record Fail(@Nullable String code, String message, boolean numeric) implements Fault {}

    /** The task stays in this state for ever. */
    record Stuck(String state) implements Fault {}

    /** The task is in this state, in place of {@code generating}, until it is done. */
    record Passing(String state) implements Fault {}

    /** The task succeeds, and tells of its result in an odd way. */
    record Result(Shape shape) implements Fault {

        /** What becomes of {@code resultJson}. */
        public enum Shape {
            /** A string of JSON with the URL, as it should be. */
            USUAL,
            /** An empty string, and no {@code response}. */
            NONE,
            /** No URL in the list. */
            EMPTY,
            /** Cut JSON. */
            MALFORMED,
            /** An object in place of a string. */
            OBJECT,
            /** An empty string; the URL is in {@code response} alone. */
            RESPONSE
        }
    }

    /** The first polls are answered with {@code recordInfo is null}. */
    record Unknown(int polls) implements Fault {}

    /** The seed of this task's sound. */
    record Seed(long seed) implements Fault {}

    /** How long this task takes. */
    record Takes(Duration duration) implements Fault {}

    /** Trouble with {@code createTask}, for its first {@code times} calls. */
    record Create(Trouble trouble, int times) implements Fault {}

    /** Trouble with {@code recordInfo}, for the first {@code times} queries of the task. */
    record Query(Trouble trouble, int times) implements Fault {}

    /** Trouble with the audio, for the first {@code times} times that it is fetched. */
    record Media(Trouble trouble, int times) implements Fault {}

    /** Trouble with the callback. */
    record Callback(CallbackTrouble trouble) implements Fault {}
}
