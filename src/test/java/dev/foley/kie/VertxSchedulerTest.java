package dev.foley.kie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All on one event loop, where timers fire in the order of their times. */
class VertxSchedulerTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxScheduler scheduler = new VertxScheduler(vertx);
    private final List<String> run = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aTaskRunsUnlessItIsCancelled() {
        vertx.runOnContext(now -> {
            scheduler.schedule(Duration.ofMillis(1), () -> run.add("cancelled")).cancel();
            scheduler.schedule(Duration.ofMillis(2), () -> run.add("due"));
        });

        await().until(() -> run.contains("due"));
        assertThat(run).containsExactly("due");
    }

    @Test
    void nothingRunsOnceTheApplicationHasStopped() {
        vertx.runOnContext(now -> {
            scheduler.schedule(Duration.ofMillis(1), () -> run.add("late"));
            scheduler.stop();
            vertx.setTimer(5, fired -> run.add("after"));
        });
        await().until(() -> run.contains("after"));
        assertThat(run).containsExactly("after");
    }
}
