package dev.foley.facade;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import dev.foley.SoundEffectRequest;
import io.smallrye.mutiny.Uni;

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

    /** The same requests; fails with {@link ConstraintViolationException} where one of them breaks a rule. */
    Uni<List<SoundEffectRequest>> checked(List<SoundEffectRequest> requests) {
        Set<ConstraintViolation<SoundEffectRequest>> broken = requests.stream()
                .flatMap(request -> validator.validate(request).stream())
                .collect(Collectors.toSet());
        return broken.isEmpty()
                ? Uni.createFrom().item(requests)
                : Uni.createFrom().failure(new ConstraintViolationException(broken));
    }

    static List<Violation> violations(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
    }
}
