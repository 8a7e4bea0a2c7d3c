package dev.foley.facade;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import dev.foley.SoundEffectRequest;

/** The rules that {@link SoundEffectRequest} carries, in the API's words. */
@ApplicationScoped
public class Rules {
    private final Validator validator;

    public Rules(Validator validator) {
        this.validator = validator;
    }

    /** Every rule that the request breaks, in a stable order. */
    public List<Violation> broken(SoundEffectRequest request) {
        return violations(validator.validate(request));
    }

    static List<Violation> violations(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
    }
}
