package dev.foley.facade.rest;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.foley.facade.Job;

/** When it is worth looking at a running job again, by kie.ai's advice: the older, the later. */
@ApplicationScoped
class PollHint {
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final Duration OLD = Duration.ofMinutes(2);

    private final Clock clock;

    PollHint(Clock clock) {
        this.clock = clock;
    }

    /** In seconds. */
    int secondsFor(Job job) {
        Duration age = job.createdAt() == null ? Duration.ZERO : Duration.between(job.createdAt(), clock.instant());
        if (age.compareTo(YOUNG) < 0) {
            return 3;
        }
        return age.compareTo(OLD) < 0 ? 10 : 30;
    }
}
