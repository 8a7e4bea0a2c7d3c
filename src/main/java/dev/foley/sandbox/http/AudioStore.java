package dev.foley.sandbox.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import dev.foley.sandbox.task.SoundTask;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/**
 * Makes audio when it is first fetched, off the event loop, and keeps the latest. What has been dropped is made anew,
 * byte by byte the same. To be used on one event loop.
 */
final class AudioStore {

    /** Fifteen of the largest files, 22 s of 48 kHz PCM. */
    private static final long MOST_BYTES = 32L << 20;

    private final WorkerExecutor workers;
    private final LinkedHashMap<String, byte[]> made = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Future<byte[]>> beingMade = new HashMap<>();
    private long bytes;
    /** Read by the workers. */
    private volatile boolean closed;

    AudioStore(WorkerExecutor workers) {
        this.workers = workers;
    }

    /** The audio of a task; many who ask at once share one making. */
    Future<byte[]> fetch(SoundTask task) {
        byte[] audio = made.get(task.id());
        if (audio != null) {
            return Future.succeededFuture(audio);
        }
        Future<byte[]> running = beingMade.get(task.id());
        if (running != null) {
            return running;
        }
        Future<byte[]> making = workers.executeBlocking(() -> render(task), false);
        beingMade.put(task.id(), making);
        return making.onComplete(result -> {
            beingMade.remove(task.id());
            if (result.succeeded()) {
                keep(task.id(), result.result());
            }
        });
    }

    private byte[] render(SoundTask task) {
        if (closed) {
            throw new CancellationException("the sandbox stops");
        }
        return task.render();
    }

    /** Makes nothing more. Done when the workers have ended what they had begun. */
    CompositeFuture close() {
        closed = true;
        return Future.join(List.copyOf(beingMade.values()));
    }

    private void keep(String id, byte[] audio) {
        made.put(id, audio);
        bytes += audio.length;
        var eldest = made.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().length;
            eldest.remove();
        }
    }
}
