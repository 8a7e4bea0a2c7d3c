package dev.foley.kie;

import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes on: on the event loop of its caller's context, like the REST client. A caller on a worker thread may be
 * waiting there for the answer, so the call needs no thread of the pool that the caller blocks: with as many blocked callers as
 * threads, none would ever be answered. Callers without a context are answered on any thread.
 */
final class CallersContext implements Executor {
    private final @Nullable Context context = Vertx.currentContext();

    boolean isHere() { return context == null || context == Vertx.currentContext() && Context.isOnEventLoopThread(); }

    @Override
    public void execute(Runnable task) {
        if (context == null || isHere()) {
            task.run();
        } else {
            context.runOnContext(now -> task.run());
        }
    }
}
