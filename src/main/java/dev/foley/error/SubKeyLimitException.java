package dev.foley.error;

/** 433: the cap set for this sub-key is used up. */
public final class SubKeyLimitException extends KieAnswerException {
    public SubKeyLimitException(int code, String text) {
        super("the sub-key's cap is reached", code, text);
    }
}
