package dev.foley.kie;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;

/** By timers of Vert.x, which goes on for a while when the application and its beans are gone: nothing runs then. */
@Singleton
class VertxScheduler implements Scheduler {
    private final Vertx vertx;
    private volatile boolean stopped;

    VertxScheduler(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.plusNanos(999_999).toMillis()), fired -> {
            if (!stopped) {
                task.run();
            }
        });
        return () -> vertx.cancelTimer(timer);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
