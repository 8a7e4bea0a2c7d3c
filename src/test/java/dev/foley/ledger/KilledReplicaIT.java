package dev.foley.ledger;

import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.foley.Depth;
import org.junit.jupiter.api.Timeout;

/** Nothing is lost and nothing is paid twice, however often the only replica is killed. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledReplicaIT extends KilledFixture {
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
}
