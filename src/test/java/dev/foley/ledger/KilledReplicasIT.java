package dev.foley.ledger;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.Timeout;

/** Nothing is lost and nothing is paid twice, whichever of several replicas is killed. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledReplicasIT extends KilledFixture {
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
