package dev.foley;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Audio on its way from the media host.
 *
 * @param mediaType as the host says; null where it does not
 * @param length    in bytes; null where the host does not say
 * @param bytes     to be subscribed to once; fails with {@link dev.foley.error.DownloadException} when the host breaks
 *                  off or sends more than allowed
 */
public record AudioStream(@Nullable String mediaType, @Nullable Long length, Multi<Buffer> bytes) {}
