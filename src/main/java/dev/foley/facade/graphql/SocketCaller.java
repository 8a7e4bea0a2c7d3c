package dev.foley.facade.graphql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who opened a WebSocket.
 *
 * @param name    whom limits count for: the user, or the address where callers are anonymous
 * @param expires when the caller's token expires; null for credentials that do not
 */
record SocketCaller(String name, @Nullable Instant expires) {
    /** In seconds of the epoch, as Quarkus calls it. */
    private static final String EXPIRY = "quarkus.identity.expire-time";
    private static final short UNAUTHORIZED = 4401;
    /** The shortest that a timer can take, in milliseconds. */
    private static final long AT_ONCE = 1;

    static SocketCaller of(RoutingContext exchange) {
        if (exchange.user() instanceof QuarkusHttpUser user && !user.getSecurityIdentity().isAnonymous()) {
            SecurityIdentity identity = user.getSecurityIdentity();
            return new SocketCaller("user " + identity.getPrincipal().getName(),
                    identity.getAttribute(EXPIRY) instanceof Number seconds
                            ? Instant.ofEpochSecond(seconds.longValue())
                            : null);
        }
        return new SocketCaller("address " + exchange.request().remoteAddress().hostAddress(), null);
    }

    /** Closes the conversation when the token expires; the result calls that off. */
    Runnable onExpiry(Vertx vertx, Clock clock, SocketConversation conversation) {
        if (expires == null) {
            return () -> {};
        }
        long left = Math.max(AT_ONCE, Duration.between(clock.instant(), expires).toMillis());
        long timer = vertx.setTimer(left,
                expired -> conversation.close(UNAUTHORIZED, "The token has expired. Connect again with a new one."));
        return () -> vertx.cancelTimer(timer);
    }
}
