package dev.foley.facade;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A job's audio, ready to be passed on. Whoever is given one takes the bytes or calls {@link #discard()}, for a
 * connection may hang on it.
 *
 * @param title         the prompt, to name a file after; empty where unknown
 * @param mediaType     what to serve it as
 * @param fileExtension without the dot
 * @param length        in bytes; null where unknown
 * @param bytes         to be subscribed to once
 */
public record JobAudio(String title, String mediaType, String fileExtension, @Nullable Long length,
        Multi<Buffer> bytes) {

    /** Gives the bytes up. */
    public void discard() {
        bytes.subscribe().with(ignored -> {}, ignored -> {}).cancel();
    }
}
