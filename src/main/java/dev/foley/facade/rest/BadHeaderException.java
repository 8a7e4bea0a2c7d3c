package dev.foley.facade.rest;

import java.util.List;

import dev.foley.facade.Problem;
import dev.foley.facade.ProblemType;
import dev.foley.facade.Violation;

/** A header makes no sense. */
final class BadHeaderException extends RuntimeException {
    private final Violation violation;

    /** @param message what is wrong with it, and what would be right */
    BadHeaderException(String header, String message) {
        super(header + ' ' + message);
        this.violation = new Violation(header, message);
    }

    Problem problem() {
        return Problem.of(ProblemType.BAD_REQUEST, "A header is malformed. Nothing was done.", List.of(violation));
    }
}
