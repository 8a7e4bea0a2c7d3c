package dev.foley.sandbox.http;

import java.time.Duration;

/** Runs something later, on the event loop that asks for it. */
@FunctionalInterface
interface Scheduler {

    void after(Duration delay, Runnable work);
}
