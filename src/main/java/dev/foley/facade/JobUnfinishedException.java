package dev.foley.facade;

/** The job has no audio yet. */
public final class JobUnfinishedException extends JobException {
    public JobUnfinishedException(JobState state) {
        super("The sound effect is not finished, its state is %s: ask for its audio when it has succeeded."
                .formatted(state.wireName()));
    }
}
