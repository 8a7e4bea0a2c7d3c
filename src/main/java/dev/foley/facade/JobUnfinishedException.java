package dev.foley.facade;

import java.util.Locale;

/** The job has no audio yet, or has to end before it can be removed. */
public final class JobUnfinishedException extends JobException {
    private JobUnfinishedException(Job job, String wayOut) {
        super(String.format(Locale.ROOT, "The sound effect is not finished, its state is %s: %s",
                job.state().wireName(), wayOut),
                Subject.of(job));
    }

    static JobUnfinishedException noAudioYet(Job job) {
        return new JobUnfinishedException(job, "ask for its audio when it has succeeded.");
    }

    static JobUnfinishedException notRemovable(Job job) {
        return new JobUnfinishedException(job, job.actions().contains(JobAction.CANCEL)
                ? "cancel it, then delete it."
                : "delete it when it has ended.");
    }
}
