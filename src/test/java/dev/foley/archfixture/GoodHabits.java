package dev.foley.archfixture;

import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** What the rules must let pass. */
class GoodHabits {

    private final Clock clock;

    @Inject
    GoodHabits(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return Instant.now(clock);
    }

    static class Producer {
        @Produces
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
