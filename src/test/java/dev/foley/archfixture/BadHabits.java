package dev.foley.archfixture;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;

/** One sin each. */
interface BadHabits {

    record UsesDate(Date date) {}

    class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    class SleepsByReference {
        interface Sleeper {
            void sleep(long time) throws InterruptedException;
        }

        Sleeper sleeper() {
            return TimeUnit.SECONDS::sleep;
        }
    }

    class PrintsToOut {
        void print() {
            System.out.println();
        }
    }

    class PrintsToErr {
        void print() {
            System.err.println();
        }
    }

    class MakesAClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    class AsksForNow {
        Instant now() {
            return Instant.now();
        }
    }

    class AsksForNowByReference {
        Supplier<Instant> now() {
            return Instant::now;
        }
    }

    class Awaits {
        Object await(Uni<?> uni) {
            return uni.await().indefinitely();
        }
    }

    class InjectsAField {
        @Inject
        Runnable field;
    }
}
