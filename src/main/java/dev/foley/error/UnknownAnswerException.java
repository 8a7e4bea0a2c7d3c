package dev.foley.error;

/** Any other code: code and text are kept as they came. */
public final class UnknownAnswerException extends KieAnswerException {
    public UnknownAnswerException(int code, String text) {
        super("a code that its documentation does not know", code, text);
    }
}
