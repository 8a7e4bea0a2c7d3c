package dev.foley;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

/** A URL with scheme http or https and a host, which may be a name that DNS would not allow, such as a container's.
 * Null is valid. */
@Documented
@Constraint(validatedBy = AbsoluteHttpUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface AbsoluteHttpUrl {
    String message() default "is ${validatedValue}: must be an absolute http or https URL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<AbsoluteHttpUrl, URI> {
        @Override
        public boolean isValid(@Nullable URI url, ConstraintValidatorContext context) {
            return url == null || url.getRawAuthority() != null
                    && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
        }
    }
}
