package dev.foley.facade.security;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Reports failed logins to the operator: a metric counts each, and the log has up to ten a minute. */
@Singleton
class LoginReport {
    private static final Logger LOG = Logger.getLogger(LoginReport.class);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    /** Log lines per period, so that guessed passwords do not fill the log. */
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
    private final LongSupplier nanoTime;
    private final Consumer<String> log;
    private long periodBegan;
    private int lines;
    private int unlogged;

    @Inject
    LoginReport(MeterRegistry registry) {
        this(registry, System::nanoTime, LOG::warn);
    }

    LoginReport(MeterRegistry registry, LongSupplier nanoTime, Consumer<String> log) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        this.log = log;
        this.periodBegan = nanoTime.getAsLong();
    }

    /** Registers the counters at 0: Prometheus' increase() misses the first event of a counter that begins with it. */
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
        long now = nanoTime.getAsLong();
        if (now - periodBegan > PERIOD) {
            if (unlogged > 0) {
                log.accept(unlogged + " more logins failed in the minute before, and were not logged");
            }
            periodBegan = now;
            lines = 0;
            unlogged = 0;
        }
        if (lines < MOST_LINES) {
            lines++;
            log.accept(String.format(Locale.ROOT, line, printable(user), address));
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
