package dev.foley.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.foley.kie.StatusConfig;
import dev.foley.kie.SubmitConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The rules between settings: what one alone has to be is said where it is declared. Nonsense keeps Foley from starting. */
@Singleton
class ConfigRules {
    private static final int BEFORE_OTHERS = 1;

    private record Setting(String key, Duration value) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s (%s)", key, value);
        }
    }

    private final LedgerConfig ledger;
    private final RetentionConfig retention;
    private final SubmitConfig submit;
    private final StatusConfig status;
    private final Database database;

    ConfigRules(LedgerConfig ledger, RetentionConfig retention, SubmitConfig submit, StatusConfig status,
            Database database) {
        this.ledger = ledger;
        this.retention = retention;
        this.submit = submit;
        this.status = status;
        this.database = database;
    }

    void check(@Observes @Priority(BEFORE_OTHERS) StartupEvent start) {
        List<String> broken = broken(database.isConfigured());
        if (!broken.isEmpty()) {
            throw new ConfigurationException(
                    broken.stream().collect(Collectors.joining("; ", "Settings that cannot be meant: ", "")));
        }
    }

    /** @param withLedger whether those of the ledger count */
    List<String> broken(boolean withLedger) {
        Setting submitTimeout = new Setting("foley.submit.timeout", submit.timeout());
        Setting lease = new Setting("foley.ledger.lease", ledger.lease());
        Stream<String> calls = Stream.of(
                least(new Setting("foley.submit.max-backoff", submit.maxBackoff()),
                        new Setting("foley.submit.backoff", submit.backoff())),
                least(new Setting("foley.status.max-backoff", status.maxBackoff()),
                        new Setting("foley.status.backoff", status.backoff())))
                .flatMap(rule -> rule);
        Stream<String> jobs = Stream.of(
                // A step that may take longer is taken over by another replica while it is under way.
                longer(lease, submitTimeout),
                longer(lease, new Setting("foley.status.timeout", status.timeout())),
                // What is being sent as a replica stops would be uncertain.
                least(new Setting("foley.ledger.drain", ledger.drain()), submitTimeout),
                least(new Setting("foley.ledger.max-backoff", ledger.maxBackoff()),
                        new Setting("foley.ledger.backoff", ledger.backoff())),
                // A key whose job is gone would be paid for again.
                least(new Setting("foley.retention", retention.period()),
                        new Setting("foley.ledger.idempotency", ledger.idempotency())))
                .flatMap(rule -> rule);
        return Stream.concat(calls, withLedger ? jobs : Stream.empty()).toList();
    }

    private static Stream<String> longer(Setting one, Setting other) {
        return one.value().compareTo(other.value()) > 0
                ? Stream.empty()
                : Stream.of(one + " must be longer than " + other);
    }

    private static Stream<String> least(Setting one, Setting other) {
        return one.value().compareTo(other.value()) >= 0
                ? Stream.empty()
                : Stream.of(one + " must be at least " + other);
    }
}
