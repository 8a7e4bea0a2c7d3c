package dev.foley.facade;

/** The job has ended without audio, and will never have any. */
public final class JobFailedException extends JobException {
    /** @param job failed, or cancelled */
    JobFailedException(Job job) {
        super(job.failure() == null
                ? "The sound effect was %s and has no audio.".formatted(job.state().wireName())
                : "The sound effect failed and has no audio; the reason is %s."
                        .formatted(job.failure().reason().wireName()),
                Subject.of(job));
    }
}
