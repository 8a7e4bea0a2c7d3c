package dev.foley.ledger;

import java.util.UUID;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Where the audio of jobs lies. It goes when its job goes. */
public interface AudioStore {
    /** Keeps the audio of that job; a second call replaces it. */
    Uni<Void> put(UUID jobId, Buffer audio);

    /**
     * A stretch of the audio, in pieces as they are asked for.
     *
     * @param from   the first byte, from 0
     * @param length in bytes; both together lie within the audio
     */
    Multi<Buffer> read(UUID jobId, long from, long length);
}
