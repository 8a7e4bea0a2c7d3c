package dev.foley.facade.security;

import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Knows the configured users by their passwords. */
@Singleton
class PasswordIdentities implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Users users;
    private final PasswordChecks checks;
    private final SecurityConfig config;

    PasswordIdentities(Users users, PasswordChecks checks, SecurityConfig config) {
        this.users = users;
        this.checks = checks;
        this.config = config;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(UsernamePasswordAuthenticationRequest request,
            AuthenticationRequestContext context) {
        if (users.isEmpty() && config.anonymous()) {
            // What a proxy in front asked for, and passes on.
            return Uni.createFrom().item(QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        }
        Users.User user = users.named(request.getUsername());
        return checks.matches(new String(request.getPassword().getPassword()), user.hash()).map(matches -> {
            if (!matches || user == users.nobody()) {
                throw new AuthenticationFailedException();
            }
            return identity(user);
        });
    }

    private static SecurityIdentity identity(Users.User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }
}
