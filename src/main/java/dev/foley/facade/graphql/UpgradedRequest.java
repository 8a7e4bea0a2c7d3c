package dev.foley.facade.graphql;

import java.lang.reflect.Method;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * The request that opened a WebSocket. Quarkus never counts it as done, not even once the WebSocket is closed, and its stop
 * waits for it until {@code quarkus.shutdown.timeout}; nothing public ends it.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class)
final class UpgradedRequest {
    private static final Logger LOG = Logger.getLogger(UpgradedRequest.class);

    private UpgradedRequest() {}

    /**
     * Counts it as done, where requests are counted: {@code quarkus.shutdown.timeout} is set. Where that fails, a stop takes longer,
     * and nothing else is different.
     */
    static void done(HttpServerRequest request) {
        if (request.getCookie(QuarkusRequestWrapper.FAKE_COOKIE_NAME) == null) {
            return;
        }
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            done.invoke(QuarkusRequestWrapper.get(request));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warnf("A stop of this replica waits for its WebSockets: %s", e);
        }
    }
}
