package dev.foley.facade.security;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Knows the configured users by their passwords. */
@Singleton
class PasswordIdentities implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Users users;
    private final PasswordChecks checks;
    private final Routes routes;
    private final LoginReport report;
    private final SecurityConfig config;
    private final LoginThrottle throttle = new LoginThrottle(System::nanoTime);

    PasswordIdentities(Users users, PasswordChecks checks, Routes routes, LoginReport report, SecurityConfig config) {
        this.users = users;
        this.checks = checks;
        this.routes = routes;
        this.report = report;
        this.config = config;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(UsernamePasswordAuthenticationRequest request,
            AuthenticationRequestContext context) {
        RoutingContext exchange = HttpSecurityUtils.getRoutingContextAttribute(request);
        boolean passedOn = users.isEmpty() && config.anonymous();
        if (passedOn || isPublic(exchange)) {
            // Credentials that a proxy in front asked for and passes on, or that the path does not need.
            return Uni.createFrom().item(QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        }
        return authenticate(request.getUsername(), new String(request.getPassword().getPassword()), address(exchange));
    }

    /** Public paths need no password, so they do not check one: that would only cost time. */
    private boolean isPublic(@Nullable RoutingContext exchange) {
        return exchange != null && routes.at(exchange).isPublic(exchange.request().method());
    }

    private static String address(@Nullable RoutingContext exchange) {
        SocketAddress remote = exchange == null ? null : exchange.request().remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "an unknown address" : address;
    }

    private Uni<SecurityIdentity> authenticate(String name, String password, String address) {
        Users.User user = users.named(name);
        if (user != users.nobody() && checks.wasRight(password, user.hash())) {
            return Uni.createFrom().item(identity(user));
        }
        Optional<Duration> delay = throttle.delay(name, address);
        Uni<Boolean> check = delay.isPresent()
                ? Uni.createFrom().failure(new TooManyLoginsException(delay.get()))
                : checks.matches(password, user.hash(), address);
        return check.onFailure(TooManyLoginsException.class)
                .invoke(() -> report.throttled(name, address))
                .map(matches -> {
                    if (!matches || user == users.nobody()) {
                        throttle.failed(name, address);
                        report.failed(name, address);
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
