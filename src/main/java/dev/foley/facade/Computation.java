package dev.foley.facade;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * Runs what computes for milliseconds (documents, batches and large answers), so that event loops stay free to answer
 * others, health probes among them. It has as many threads as there are processors: more would only compete with them.
 */
@Singleton
public class Computation implements Executor {
    private final WorkerExecutor threads;

    Computation(Vertx vertx) {
        threads = vertx.createSharedWorkerExecutor("foley-computation", Runtime.getRuntime().availableProcessors());
    }

    /** The result of the work, or what it threw, told where the caller's other answers are. */
    public <T> Uni<T> of(Callable<T> work) {
        return Uni.createFrom().completionStage(() -> threads.executeBlocking(work, false).toCompletionStage());
    }

    /** On the caller's Vert.x context. */
    @Override
    public void execute(Runnable work) {
        threads.executeBlocking(() -> {
            work.run();
            return null;
        }, false);
    }
}
