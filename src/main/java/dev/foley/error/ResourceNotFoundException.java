package dev.foley.error;

/** 404, or 422 {@code recordInfo is null}: kie.ai knows no such task; records are kept for two months. */
public final class ResourceNotFoundException extends KieAnswerException {
    public ResourceNotFoundException(int code, String text) {
        super("no such task", code, text);
    }
}
