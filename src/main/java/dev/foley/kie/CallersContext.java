package dev.foley.kie;

import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Where a call came from: whoever is let through when its turn comes is told so in the context of somebody else, and goes on in
 * its own. A caller without one goes on anywhere.
 */
final class CallersContext implements Executor {
    private final @Nullable Context context = Vertx.currentContext();

    @Override
    public void execute(Runnable task) {
        if (context == null || context == Vertx.currentContext() && Context.isOnEventLoopThread()) {
            task.run();
        } else {
            context.runOnContext(now -> task.run());
        }
    }
}
