package dev.foley.ledger;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job's audio once it is stored.
 *
 * @param mediaType as the media host said; null where it did not
 * @param bytes     its length
 * @param sha256    in hexadecimal
 */
public record StoredAudio(@Nullable String mediaType, long bytes, String sha256) {
    static StoredAudio of(@Nullable String mediaType, Buffer bytes) {
        return new StoredAudio(mediaType, bytes.length(), Digests.hex(Digests.sha256(bytes.getBytes())));
    }
}
