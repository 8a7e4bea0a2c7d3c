package dev.foley.facade.security;

import java.time.Duration;
import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Tells operators of logins that failed: each is counted, and some a minute are logged. */
@Singleton
class LoginReport {
    private static final Logger LOG = Logger.getLogger(LoginReport.class);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    /** Lines in a period, so that whoever guesses passwords does not fill the log. */
    static final int MOST_LINES = 10;
    /** As long as a name of a user may be. */
    private static final int LONGEST_NAME = 100;

    /** Why a login failed. */
    private enum Outcome {
        /** The password was wrong, or there is no such user. */
        FAILED,
        /** The password was not checked. */
        THROTTLED
    }

    private final MeterRegistry registry;
    private long periodBegan = System.nanoTime();
    private int lines;
    private int unlogged;

    LoginReport(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A counter that begins with its first event hides that event from whoever asks for its increase. */
    void prepare(@Observes StartupEvent event) {
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    /** That password was wrong, or there is no such user. */
    void failed(String user, String address) {
        counter(Outcome.FAILED).increment();
        log("A login failed: user %s from %s", user, address);
    }

    /** Too many logins were under way, or had failed, for that password to be checked. */
    void throttled(String user, String address) {
        counter(Outcome.THROTTLED).increment();
        log("A login was refused, after too many: user %s from %s", user, address);
    }

    private synchronized void log(String line, String user, String address) {
        long now = System.nanoTime();
        if (now - periodBegan > PERIOD) {
            if (unlogged > 0) {
                LOG.warnf("%d more logins failed in the minute before, and were not logged", unlogged);
            }
            periodBegan = now;
            lines = 0;
            unlogged = 0;
        }
        if (lines < MOST_LINES) {
            lines++;
            LOG.warnf(line, printable(user), address);
        } else {
            unlogged++;
        }
    }

    private static String printable(String user) {
        String name = user.replaceAll("[\\p{Cntrl}\\p{Cs}\u2028\u2029]", "?");
        return '"' + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…") + '"';
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("foley.logins")
                .description("Logins by a password that failed")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
