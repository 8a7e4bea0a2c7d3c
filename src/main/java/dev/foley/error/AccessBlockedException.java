package dev.foley.error;

/** 403: the edge in front of kie.ai blocked the call, for its User-Agent or address. */
public final class AccessBlockedException extends KieAnswerException {
    public AccessBlockedException(int code, String text) {
        super("access was blocked before the API", code, text);
    }
}
