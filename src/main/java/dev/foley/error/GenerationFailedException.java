package dev.foley.error;

/** 501: the generation failed. */
public final class GenerationFailedException extends KieAnswerException {
    public GenerationFailedException(int code, String text) {
        super("the generation failed", code, text);
    }
}
