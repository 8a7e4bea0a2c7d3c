package dev.foley.facade;

import java.util.Locale;

/** The job has not failed, and its outcome is known or still to come. */
public final class JobNotRetryableException extends JobException {
    JobNotRetryableException(Job job) {
        super(String.format(Locale.ROOT,
                "Only a failed or uncertain sound effect can be retried, and the state of this one is %s. Nothing was done.",
                job.state().wireName()), Subject.of(job));
    }
}
