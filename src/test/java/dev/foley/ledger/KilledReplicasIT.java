package dev.foley.ledger;

import static dev.foley.ledger.TestDatabase.get;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.Timeout;

/** Nothing is lost and nothing is paid twice, whenever replicas are killed. Thirty kills take five minutes beside other tests. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledReplicasIT extends LedgerFixture {
    /** So many that there is work until the last round. */
    private static final int JOBS_OF_A_ROUND = 7;

    private final Random random = new Random();

    /** Lets the others work for a while that nobody can foresee. */
    private void work() {
        Instant until = Instant.now().plusMillis(100 + random.nextInt(900));
        await().pollInterval(Duration.ofMillis(10)).until(() -> Instant.now().isAfter(until));
    }

    @Depth(verify = 3, deep = 30)
    void howeverOftenItIsKilledEveryJobEndsWithOneTask(int kills) {
        Replica replica = replica().start();
        Set<String> jobs = create(replica, texts(kills * JOBS_OF_A_ROUND));
        for (int round = 0; round < kills; round++) {
            work();
            replica.kill();
            if (round % 5 == 0) {
                replica.launch();
                work();
                replica.kill();
            }
            replica.start();
        }
        awaitSuccess(jobs);
        assertOneTaskEach(jobs);
    }

    @Depth(verify = 3, deep = 30)
    void threeReplicasOneKilledEachRoundAndTheDatabaseRestartedLoseNothing(int rounds) {
        // So slow that there is work until the last round.
        String[] pace = {"foley.submit.limit", "3"};
        List<Replica> three = List.of(replica(pace), replica(pace), replica(pace));
        three.forEach(Replica::launch);
        three.get(0).kill();
        three.get(0).start();
        Set<String> jobs = create(three.get(0), texts(rounds * JOBS_OF_A_ROUND));
        for (int round = 0; round < rounds; round++) {
            work();
            Replica victim = three.get(round % 3);
            victim.kill();
            if (round % 10 == 1) {
                postgres.restart();
            }
            victim.start();
        }
        awaitSuccess(jobs);
        assertOneTaskEach(jobs);
    }
}
