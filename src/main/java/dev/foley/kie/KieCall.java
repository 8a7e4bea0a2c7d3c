package dev.foley.kie;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import dev.foley.error.SoundEffectException;
import org.jspecify.annotations.Nullable;

/**
 * One request to kie.ai that has ended, each attempt for itself, as a {@link CallWatcher} is told.
 *
 * @param fault what it ended with, mostly a {@link SoundEffectException}; null where its envelope, not its HTTP status,
 *              says that all is well
 * @param took  from when it could be sent, without the wait for its turn
 */
public record KieCall(Kind kind, @Nullable Throwable fault, Duration took) {
    /** What was asked. */
    public enum Kind {
        CREATE_TASK,
        RECORD_INFO,
        CREDIT,
        DOWNLOAD_URL;

        /** For tags: {@code create-task}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What became of it, for tags: {@code success}, the error's name as in {@code too-many-requests}, {@code cancelled}, or
     * {@code other}. The client's errors are a closed set, and so are these words.
     */
    public String outcome() {
        if (fault == null) {
            return "success";
        }
        if (fault instanceof SoundEffectException) {
            return fault.getClass()
                    .getSimpleName()
                    .replaceFirst("Exception$", "")
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
        return fault instanceof CancellationException ? "cancelled" : "other";
    }
}
