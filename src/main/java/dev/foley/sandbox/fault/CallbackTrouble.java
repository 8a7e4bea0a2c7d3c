package dev.foley.sandbox.fault;

import java.time.Duration;

/** What may go wrong with a callback. */
public sealed interface CallbackTrouble {

    /** It comes twice. */
    record Duplicate() implements CallbackTrouble {}

    /** It comes this long after the task is done. */
    record Late(Duration delay) implements CallbackTrouble {}

    /** It does not come. */
    record Never() implements CallbackTrouble {}

    /** It comes before the create is answered. */
    record Early() implements CallbackTrouble {}

    /** It is signed with another key. */
    record Forged() implements CallbackTrouble {}

    /** It is signed well, an hour ago. */
    record Stale() implements CallbackTrouble {}

    /** It carries no signature although the account has a webhook key. */
    record Unsigned() implements CallbackTrouble {}

    /** It has the keys of the other generation of records. */
    record OtherGeneration() implements CallbackTrouble {}

    /** The task's id goes by another name. */
    record Id(Name name) implements CallbackTrouble {

        /** Where the id is found. */
        public enum Name {
            /** {@code data.task_id}. */
            TASK_ID,
            /** {@code taskId} beside {@code data}. */
            TOP,
            /** {@code data.taskId}, and another id beside {@code data}. */
            TWO
        }
    }
}
