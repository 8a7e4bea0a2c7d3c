package dev.foley.sandbox.http;

/** A call that is answered with an error in kie.ai's envelope. Cheap: it has no stack trace. */
final class Refused extends RuntimeException {

    private final int code;

    Refused(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Refused(Refusals refusal) {
        this(refusal.code(), refusal.text());
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
