package dev.foley.error;

/** 401: the API key is wrong, revoked or lacks a permission. */
public final class UnauthorizedException extends KieAnswerException {
    public UnauthorizedException(int code, String text) {
        super("the API key was refused", code, text);
    }
}
