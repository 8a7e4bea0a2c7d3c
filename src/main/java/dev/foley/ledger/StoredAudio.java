package dev.foley.ledger;

import java.math.BigDecimal;

import dev.foley.OutputFormat;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job's audio once it is stored.
 *
 * @param mediaType       as the media host said; null where it did not
 * @param bytes           its length
 * @param sha256          in hexadecimal
 * @param durationSeconds how long it plays, to the millisecond; null where its bytes do not say
 */
public record StoredAudio(@Nullable String mediaType, long bytes, String sha256,
        @Nullable BigDecimal durationSeconds) {
    static StoredAudio of(OutputFormat format, @Nullable String mediaType, Buffer buffer) {
        byte[] bytes = buffer.getBytes();
        return new StoredAudio(mediaType, bytes.length, Digests.hex(Digests.sha256(bytes)),
                AudioLength.seconds(format, mediaType, bytes).orElse(null));
    }
}
