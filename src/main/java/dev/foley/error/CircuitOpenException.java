package dev.foley.error;

/** The circuit breaker is open after a run of faults: nothing was sent. */
public final class CircuitOpenException extends SoundEffectException {
    public CircuitOpenException(Throwable cause) {
        super("kie.ai failed too often just now; nothing was sent, try again later", cause);
    }
}
