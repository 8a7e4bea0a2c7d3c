package dev.foley.facade;

/** What became of one request of several. */
public sealed interface Outcome {
    /** It is a job. */
    record Created(Job job) implements Outcome {}

    /** It is none, for what {@link Jobs#create} would have failed with. */
    record Refused(Throwable fault) implements Outcome {}
}
