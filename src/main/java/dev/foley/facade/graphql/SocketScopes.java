package dev.foley.facade.graphql;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/** Opens a request scope for each WebSocket, which knows the request that opened it, and who sent that. */
@Singleton
class SocketScopes {
    private final CurrentVertxRequest current;
    private final Instance<CurrentIdentityAssociation> identities;

    SocketScopes(CurrentVertxRequest current, Instance<CurrentIdentityAssociation> identities) {
        this.current = current;
        this.identities = identities;
    }

    SocketScope of(RoutingContext exchange) {
        SocketScope scope = new SocketScope();
        scope.run(() -> {
            current.setCurrent(exchange);
            if (identities.isResolvable()) {
                identify(identities.get(), exchange);
            }
        });
        return scope;
    }

    private static void identify(CurrentIdentityAssociation caller, RoutingContext exchange) {
        if (exchange.user() instanceof QuarkusHttpUser known) {
            caller.setIdentity(known.getSecurityIdentity());
        } else {
            caller.setIdentity(QuarkusHttpUser.getSecurityIdentity(exchange, null));
        }
    }
}
