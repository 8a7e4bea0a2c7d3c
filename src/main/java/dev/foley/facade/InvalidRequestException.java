package dev.foley.facade;

import java.util.List;
import java.util.Locale;

/** The request breaks rules; all of them are named, up to a bound. */
public final class InvalidRequestException extends RuntimeException {
    private final List<Violation> violations;

    public InvalidRequestException(List<Violation> violations) {
        super(String.format(Locale.ROOT, "The request breaks %d rule(s).", violations.size()));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
