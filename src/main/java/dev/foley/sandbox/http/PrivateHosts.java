package dev.foley.sandbox.http;

import java.net.InetAddress;
import java.util.Arrays;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Tells hosts of this machine and its private networks from those of others, who did not ask for a sandbox's callbacks. */
final class PrivateHosts {
    /** Unique local addresses of IPv6: fc00::/7. */
    private static final int UNIQUE_LOCAL = 0xFC;
    private static final int UNIQUE_LOCAL_MASK = 0xFE;

    private final Vertx vertx;

    PrivateHosts(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Whether all of its addresses are private; fails where it has none. */
    Future<Boolean> contain(String host) {
        return vertx.executeBlocking(
                () -> Arrays.stream(InetAddress.getAllByName(host)).allMatch(PrivateHosts::isPrivate), false);
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.getAddress().length > 4
                        && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }
}
