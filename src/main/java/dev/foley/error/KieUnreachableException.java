package dev.foley.error;

/** No connection could be made (refused, unknown host, TLS handshake): the request was surely never sent. */
public final class KieUnreachableException extends SoundEffectException {
    public KieUnreachableException(Throwable cause) {
        super("kie.ai cannot be reached, and nothing was sent: " + cause.getMessage(), cause);
    }
}
