package dev.foley.facade;

import java.util.Locale;

/** The job can be cancelled no more: it is on its way to kie.ai, or has ended. */
public final class JobNotQueuedException extends JobException {
    JobNotQueuedException(Job job) {
        super(String.format(Locale.ROOT,
                "Only a queued sound effect can be cancelled, and the state of this one is %s: %s",
                job.state().wireName(), job.state().isFinal()
                        ? "it has ended."
                        : "kie.ai has it, or may have it, and cannot be told to stop."),
                Subject.of(job));
    }
}
