package dev.foley.sandbox.http;

import java.time.Duration;

import io.vertx.core.Vertx;

/** Runs something later, on the event loop that asks for it. */
@FunctionalInterface
interface Scheduler {

    void after(Duration delay, Runnable work);

    /** By Vert.x's timers, which wait a millisecond at least. */
    static Scheduler of(Vertx vertx) {
        return (delay, work) -> vertx.setTimer(Math.max(1, delay.toMillis()), timer -> work.run());
    }
}
