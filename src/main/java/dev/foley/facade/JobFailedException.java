package dev.foley.facade;

import java.util.Locale;

/** The job has ended without audio, and will never have any. */
public final class JobFailedException extends JobException {
    /** @param job failed, or cancelled */
    JobFailedException(Job job) {
        super(job.failure() == null
                ? String.format(Locale.ROOT, "The sound effect was %s and has no audio.", job.state().wireName())
                : String.format(Locale.ROOT, "The sound effect failed and has no audio; the reason is %s.",
                        job.failure().reason().wireName()),
                Subject.of(job));
    }
}
