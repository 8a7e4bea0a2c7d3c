package dev.foley.facade;

/** The job has not failed, and its outcome is known or still to come. */
public final class JobNotRetryableException extends JobException {
    JobNotRetryableException(Job job) {
        super("Only a failed or uncertain sound effect can be retried, and the state of this one is %s. Nothing was done."
                .formatted(job.state().wireName()), Subject.of(job));
    }
}
