package dev.foley.ledger;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Replicas that are killed at moments nobody can foresee. Thirty kills take four minutes beside other tests. */
abstract class KilledFixture extends LedgerFixture {
    /** So many that there is work until the last round. */
    static final int JOBS_OF_A_ROUND = 7;

    private final Random random = new Random();

    /** Lets the others work for a while. */
    void work() {
        Instant until = Instant.now().plusMillis(100 + random.nextInt(900));
        await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(until));
    }
}
