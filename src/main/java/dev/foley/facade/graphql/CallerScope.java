package dev.foley.facade.graphql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import org.jspecify.annotations.Nullable;

/**
 * The request scope in which the documents of one HTTP request or WebSocket are executed. It is left to the garbage
 * collector, for what is under way when a client leaves still needs it.
 */
final class CallerScope {
    private final ManagedContext requests = Arc.container().requestContext();
    private final ContextState state = requests.initializeState();

    /** Makes the call in this scope, and leaves the thread as it was. */
    void run(Runnable call) {
        ContextState before = requests.getStateIfActive();
        // The engine goes on with what another document has left on the thread.
        SmallRyeContextManager.clearCurrentSmallRyeContext();
        requests.activate(state);
        try {
            call.run();
        } finally {
            restore(before);
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    private void restore(@Nullable ContextState before) {
        if (before == null) {
            requests.deactivate();
        } else {
            requests.activate(before);
        }
    }

    /** What the engine wants to know, under its own keys; it goes on in this scope after it has waited. */
    Map<String, Object> properties() {
        return new ConcurrentHashMap<>(Map.of("state", state, "runBlocking", false, "httpHeaders", Map.of()));
    }
}
