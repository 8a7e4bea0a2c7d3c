package dev.foley.kie;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;

/** Time, as the host application tells it if it has a clock of its own. */
class KieBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Scheduler scheduler(Vertx vertx) {
        return (delay, task) -> {
            long timer = vertx.setTimer(Math.max(1, delay.plusNanos(999_999).toMillis()), fired -> task.run());
            return () -> vertx.cancelTimer(timer);
        };
    }
}
