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
 * @param length        of {@code bytes}; null where unknown
 * @param sha256        in hexadecimal; null where unknown
 * @param bytes         all of it, to be subscribed to once
 * @param stretches     parts of it, to be chosen from here; null where they cannot. Where there are, the length is known
 * @param ranges        whether ranges of bytes can be had, from {@code stretches} or by {@link AudioPart#range(String)}
 * @param contentRange  where {@code bytes} belong, as the HTTP header {@code Content-Range} has it; null for the whole
 */
public record JobAudio(String title, String mediaType, String fileExtension, @Nullable Long length,
        @Nullable String sha256, Multi<Buffer> bytes, @Nullable Stretches stretches, boolean ranges,
        @Nullable String contentRange) {

    /** Reads from anywhere. */
    @FunctionalInterface
    public interface Stretches {
        /**
         * @param from   the first byte, from 0
         * @param length in bytes; both together lie within the audio
         */
        Multi<Buffer> read(long from, long length);
    }

    /** Gives the bytes up; where there are stretches, nothing hangs on them before somebody reads. */
    public void discard() {
        if (stretches != null) {
            return;
        }
        bytes.subscribe().with(ignored -> {}, ignored -> {}).cancel();
    }
}
