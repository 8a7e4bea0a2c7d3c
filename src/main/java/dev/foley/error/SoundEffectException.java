package dev.foley.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything Foley fails with, except {@code ConstraintViolationException} for a request that breaks a rule.
 * Sealed, so that a {@code switch} over the kinds is complete.
 */
public abstract sealed class SoundEffectException extends RuntimeException permits KieAnswerException,
        UnreadableAnswerException, KieUnreachableException, NoAnswerException, CircuitOpenException,
        LocalRateLimitException, MissingApiKeyException, SubmissionUncertainException, TaskFailedException,
        NoAudioException, WaitTimeoutException, WaitFailedException, DownloadException {

    SoundEffectException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
