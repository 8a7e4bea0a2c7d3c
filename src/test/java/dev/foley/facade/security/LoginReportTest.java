package dev.foley.facade.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LoginReportTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final List<String> log = new ArrayList<>();
    private final LoginReport report = new LoginReport(metrics, now::get, log::add);

    @Test
    void whoeverGuessesIsCountedAndDoesNotFillTheLog() {
        for (int i = 0; i < 1000; i++) {
            report.failed("ann", "192.0.2.1");
        }
        assertThat(log).hasSize(LoginReport.MOST_LINES)
                .allMatch(line -> line.equals("A login failed: user \"ann\" from 192.0.2.1"));
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        report.throttled("ann", "192.0.2.1");
        assertThat(log).hasSize(LoginReport.MOST_LINES + 2).anyMatch(line -> line.contains("990 more logins failed"));
        assertThat(metrics.get("foley.logins").tag("outcome", "failed").counter().count()).isEqualTo(1000);
        assertThat(metrics.get("foley.logins").tag("outcome", "throttled").counter().count()).isEqualTo(1);
    }

    @Test
    void aNameCannotForgeALine() {
        report.failed("ann\n2026-11-29 all is well\u2028" + "x".repeat(1000), "192.0.2.1");
        assertThat(log).singleElement().satisfies(line -> {
            assertThat(line).contains("ann?2026-11-29 all is well?xxx").hasSizeLessThan(300);
            assertThat(line).doesNotContain("\n", "\u2028");
        });
    }
}
