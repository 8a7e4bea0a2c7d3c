package dev.foley.error;

/** 408: the model behind kie.ai did not answer within 10 minutes. */
public final class UpstreamTimeoutException extends KieAnswerException {
    public UpstreamTimeoutException(int code, String text) {
        super("the model was silent for over 10 minutes", code, text);
    }
}
