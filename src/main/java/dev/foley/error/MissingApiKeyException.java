package dev.foley.error;

/** No API key is configured, or what is configured cannot be one: nothing was sent. */
public final class MissingApiKeyException extends SoundEffectException {
    public MissingApiKeyException(String message) {
        super(message, null);
    }

    public MissingApiKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
