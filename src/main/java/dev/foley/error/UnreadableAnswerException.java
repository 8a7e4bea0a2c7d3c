package dev.foley.error;

import java.util.Locale;

/**
 * An answer came that is no kie.ai envelope: HTML, plain text, or JSON that is cut or of another shape. The message has
 * nothing of it, for it may quote the prompt.
 */
public final class UnreadableAnswerException extends SoundEffectException {
    private final int httpStatus;
    private final String excerpt;

    public UnreadableAnswerException(int httpStatus, String excerpt) {
        super(String.format(Locale.ROOT, "kie.ai answered HTTP %d with %s", httpStatus,
                excerpt.isBlank() ? "an empty body" : "a body that cannot be read"), null);
        this.httpStatus = httpStatus;
        this.excerpt = excerpt;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The body's first 200 characters, or what is wrong with it; for no log. */
    public String excerpt() {
        return excerpt;
    }
}
