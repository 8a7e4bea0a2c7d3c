package dev.foley.kie;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Where a call came from. What a timer or another's context goes on with is brought back there; what is there already goes
 * on at once, for a turn of the event loop costs as much as a guard. A caller without a context is answered from anywhere.
 */
final class CallersContext implements Executor {
    private final @Nullable Context context = Vertx.currentContext();
    private final boolean worker = Context.isOnWorkerThread();

    boolean isHere() {
        return context == null || context == Vertx.currentContext() && worker == Context.isOnWorkerThread();
    }

    @Override
    public void execute(Runnable task) {
        if (context == null || isHere()) {
            task.run();
        } else if (worker) {
            context.executeBlocking(callable(task), false);
        } else {
            context.runOnContext(now -> task.run());
        }
    }

    private static Callable<Void> callable(Runnable task) {
        return () -> {
            task.run();
            return null;
        };
    }
}
