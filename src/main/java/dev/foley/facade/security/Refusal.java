package dev.foley.facade.security;

import java.util.Optional;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jspecify.annotations.Nullable;

/** Why a request does not come in. */
public enum Refusal {
    /** It has no credentials, or none that hold. */
    UNAUTHENTICATED,
    /** Its caller lacks a role. */
    FORBIDDEN,
    /** Its token cannot be verified at present, and may hold. */
    ISSUER_UNAVAILABLE;

    /** @return empty for a fault that has to do with something else */
    public static Optional<Refusal> of(@Nullable Throwable fault) {
        if (fault instanceof AuthenticationException || fault instanceof UnauthorizedException) {
            return Optional.of(UNAUTHENTICATED);
        }
        if (fault instanceof ForbiddenException) {
            return Optional.of(FORBIDDEN);
        }
        return fault instanceof OIDCException ? Optional.of(ISSUER_UNAVAILABLE) : Optional.empty();
    }
}
