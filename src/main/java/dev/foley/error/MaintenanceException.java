package dev.foley.error;

/** 455: maintenance; nothing was created, and the call may be repeated later. */
public final class MaintenanceException extends KieAnswerException {
    public MaintenanceException(int code, String text) {
        super("kie.ai is under maintenance", code, text);
    }
}
