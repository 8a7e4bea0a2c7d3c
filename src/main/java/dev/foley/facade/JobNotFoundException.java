package dev.foley.facade;

/** There is no such job. */
public final class JobNotFoundException extends JobException {
    public JobNotFoundException() {
        super("There is no such sound effect, or its record has been removed.");
    }
}
