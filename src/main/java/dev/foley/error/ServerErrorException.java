package dev.foley.error;

/** 500: kie.ai's catch-all. At submission it may stand for an invalid parameter as well as for a fault. */
public final class ServerErrorException extends KieAnswerException {
    public ServerErrorException(int code, String text) {
        super("kie.ai failed", code, text);
    }
}
