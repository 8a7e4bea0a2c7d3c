package dev.foley.error;

import java.util.Locale;

/** An answer came that is no kie.ai envelope: HTML, plain text, or JSON that is cut or of another shape. */
public final class UnreadableAnswerException extends SoundEffectException {
    private final int httpStatus;

    public UnreadableAnswerException(int httpStatus, String excerpt) {
        super(String.format(Locale.ROOT, "kie.ai answered HTTP %d with a body that is no envelope: %s", httpStatus,
                excerpt.isBlank() ? "(empty)" : excerpt), null);
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
