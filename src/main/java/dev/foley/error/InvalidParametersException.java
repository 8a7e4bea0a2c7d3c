package dev.foley.error;

/** 400 or 422, or 500 with a text that names a missing field: the request itself is wrong, and will be refused again. */
public final class InvalidParametersException extends KieAnswerException {
    public InvalidParametersException(int code, String text) {
        super("a parameter is invalid", code, text);
    }
}
