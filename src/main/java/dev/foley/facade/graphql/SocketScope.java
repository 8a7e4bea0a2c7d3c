package dev.foley.facade.graphql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;

/**
 * The request scope of one WebSocket. It is left to the garbage collector, for what is under way when the socket closes
 * still needs it.
 */
final class SocketScope {
    private final ManagedContext requests = Arc.container().requestContext();
    private final ContextState state = requests.initializeState();

    /** Makes the call in this scope. */
    void run(Runnable call) {
        requests.activate(state);
        try {
            call.run();
        } finally {
            requests.deactivate();
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    /** What the library wants to know, under its own keys; it goes on in this scope after it has waited. */
    Map<String, Object> properties() {
        return new ConcurrentHashMap<>(Map.of("state", state, "runBlocking", false, "httpHeaders", Map.of()));
    }
}
