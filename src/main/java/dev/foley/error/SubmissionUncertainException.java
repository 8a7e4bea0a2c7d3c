package dev.foley.error;

/**
 * The submission left, and what became of it is unknown: a task may exist and be paid for. It is never submitted again
 * by itself, for kie.ai has no way to look a task up by its request; a callback, when one was asked for, brings the id.
 */
public final class SubmissionUncertainException extends SoundEffectException {
    public SubmissionUncertainException(Throwable cause) {
        super("the submission was sent, but its outcome is unknown, and a task may exist: " + cause.getMessage(),
                cause);
    }
}
