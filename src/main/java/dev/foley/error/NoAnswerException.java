package dev.foley.error;

/** A free call (status, credits, a download link) was sent and no whole answer came: time ran out, or a reset. */
public final class NoAnswerException extends SoundEffectException {
    public NoAnswerException(Throwable cause) {
        super("kie.ai did not answer: " + cause.getMessage(), cause);
    }
}
