package dev.foley;

import java.util.concurrent.Executor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings what callers start to an event loop, where retries, timers and answers then go on. A caller on a worker thread may be
 * waiting there for the outcome: a step that needed another thread of the same pool would wait for ever once every thread of it
 * is waiting.
 */
@ApplicationScoped
class EventLoops {
    private final Vertx vertx;

    EventLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> Uni<T> on(Uni<T> work) {
        return Uni.createFrom()
                .deferred(() -> Context.isOnEventLoopThread() ? work : work.runSubscriptionOn(callers()));
    }

    /** That of the caller's context, which has what belongs to the caller's request, such as its trace. */
    private Executor callers() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(now -> task.run());
    }
}
