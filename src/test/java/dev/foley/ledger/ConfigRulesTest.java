package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRulesTest {
    private static List<String> broken(String... settings) {
        TestLedgerConfig config = new TestLedgerConfig(settings);
        return new ConfigRules(config.ledger(), config.retention(), config.submit(), config.status(), null)
                .broken(true);
    }

    @Test
    void theDefaultsAreSound() {
        assertThat(broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"foley.ledger.lease,30S,foley.submit.timeout (PT30S)",
            "foley.ledger.drain,20S,foley.submit.timeout (PT30S)",
            "foley.retention,1H,foley.ledger.idempotency (PT24H)",
            "foley.ledger.backoff,10M,foley.ledger.max-backoff (PT5M)",
            "foley.submit.backoff,40S,foley.submit.max-backoff (PT30S)"})
    void aRuleBetweenTwoNamesBoth(String key, String value, String other) {
        assertThat(broken(key, value)).singleElement()
                .asString()
                .contains(key + " (")
                .contains(other)
                .contains(" must be ");
    }
}
