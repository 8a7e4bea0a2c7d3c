package dev.foley.ledger;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;

/** Audio beside its job, in a table of its own, written with the step that stores it; the foreign key removes it with the job. */
@ApplicationScoped
class AudioStore {
    /** Few round trips for a sound of seconds, and little memory for each of many readers. */
    private static final long PIECE = 256 << 10;

    private final Database database;

    AudioStore(Database database) {
        this.database = database;
    }

    /**
     * A stretch of the audio, in pieces as they are asked for.
     *
     * @param from   the first byte, from 0
     * @param length in bytes; both together lie within the audio
     */
    Multi<Buffer> read(UUID jobId, long from, long length) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicLong(from), position -> piece(jobId, position, from + length))
                .whilst(piece -> piece.length() > 0)
                .filter(piece -> piece.length() > 0);
    }

    private Uni<Buffer> piece(UUID jobId, AtomicLong position, long end) {
        long start = position.get();
        long size = Math.min(PIECE, end - start);
        position.addAndGet(size);
        if (size <= 0) {
            return Uni.createFrom().item(Buffer.buffer());
        }
        return database.callers()
                .execute("SELECT substring(bytes FROM $2 FOR $3) FROM audio WHERE job_id = $1",
                        Tuple.of(jobId, (int) start + 1, (int) size))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> row.getDelegate().getBuffer(0))
                        .orElseThrow(() -> new IllegalStateException("the audio of " + jobId + " is gone")));
    }
}
