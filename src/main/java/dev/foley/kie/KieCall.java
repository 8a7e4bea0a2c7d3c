package dev.foley.kie;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One request to kie.ai that has ended, each attempt for itself: a CDI event for whoever counts them.
 *
 * @param fault what it ended with, mostly a {@link dev.foley.error.SoundEffectException}; null where its envelope, not
 *              its HTTP status, says that all is well
 * @param took  from when it could be sent, without the wait for its turn
 */
public record KieCall(Kind kind, @Nullable Throwable fault, Duration took) {
    /** What was asked. */
    public enum Kind {
        CREATE_TASK,
        RECORD_INFO,
        CREDIT,
        DOWNLOAD_URL
    }
}
