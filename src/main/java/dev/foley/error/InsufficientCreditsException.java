package dev.foley.error;

/** 402, or 500 with a text about the balance: the account cannot pay for this. */
public final class InsufficientCreditsException extends KieAnswerException {
    public InsufficientCreditsException(int code, String text) {
        super("the account has too few credits", code, text);
    }
}
