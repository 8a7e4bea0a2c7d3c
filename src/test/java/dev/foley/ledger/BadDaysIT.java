package dev.foley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** kie.ai's bad days, and those of one's own queue. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@Tag(Depth.DEEP)
class BadDaysIT extends ShippedFixture {
    @Test
    void anOutageOfKieCostsFewJobsAndTheRestEndWell() throws InterruptedException {
        sandbox.faults().onEvery("create:html:503");
        create(40, "caught in the outage");
        pass(Duration.ofSeconds(22));
        sandbox.faults().clear();

        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres
                        .count("job WHERE state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING')") == 0);
        Map<String, Integer> states = postgres.states();
        assertThat(states.get("SUCCEEDED")).as("%s", states).isGreaterThanOrEqualTo(35);
        assertThat(payments()).isEqualTo(states.get("SUCCEEDED").longValue());
    }

    @Test
    void aJobThatAloneMeetsAFaultCostsTheOthersNothing() {
        sandbox.faults().on("penniless", "create:402");
        create(1, "penniless");
        long begun = System.nanoTime();
        create(80, "like any other");
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> postgres.count("job WHERE state = 'SUCCEEDED'") == 80);
        // 20 in each window of a second and what lies between them; without the fault it takes as long.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(postgres.count("job WHERE state = 'QUEUED'")).isEqualTo(1);
    }

    @Test
    void manyThatAreOverdueAreWorkedOffInBatches() {
        postgres.execute(
                """
                INSERT INTO job (id, caller, state, prompt, loop, prompt_influence, output_format, fingerprint,
                                 next_step_at, give_up_at)
                SELECT gen_random_uuid(), 'ann', 'QUEUED', repeat('p', 500), false, 0.3, 'mp3_44100_128', '\\x00',
                       now() + interval '1 day', now()
                FROM generate_series(1, 50000)
                """);
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> postgres.count("job WHERE state = 'FAILED'") == 50_000);
        assertThat(replica.exitCode()).isEmpty();
        assertThat(ready()).isEqualTo(200);
    }
}
