package dev.foley;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Audio on its way from the media host.
 *
 * @param mediaType what its first bytes say that it is, or else the host; null where neither does
 * @param length    of {@code bytes}; null where the host does not say
 * @param bytes     to be subscribed to once; fails with {@link dev.foley.error.DownloadException} when the host breaks
 *                  off or sends more than allowed
 * @param ranges    whether the host says that it sends ranges, see {@link SoundEffects#open(SoundEffect, String)}
 * @param contentRange where the bytes belong, such as {@code bytes 0-99/500}; null for the whole audio
 */
public record AudioStream(@Nullable String mediaType, @Nullable Long length, Multi<Buffer> bytes, boolean ranges,
        @Nullable String contentRange) {}
