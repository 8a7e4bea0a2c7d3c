package dev.foley.facade;

/** The job has failed and will never have audio. */
public final class JobFailedException extends JobException {
    public JobFailedException(FailureReason reason) {
        super("The sound effect failed and has no audio; the reason is %s.".formatted(reason.wireName()));
    }
}
