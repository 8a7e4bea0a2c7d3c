package dev.foley.ledger;

import java.util.UUID;

import dev.foley.SoundEffectRequest;
import org.jspecify.annotations.Nullable;

/**
 * A job to be written.
 *
 * @param request        with the callback URL that kie.ai is to be given
 * @param idempotencyKey the caller's; null for none
 * @param reuse          whether an identical earlier request that succeeded will do
 * @param retryOf        the job that this one repeats; null for none
 * @param traceParent    the W3C traceparent of the request for it; null for none
 */
record NewJob(UUID id, String caller, SoundEffectRequest request, @Nullable String idempotencyKey, boolean reuse,
        @Nullable UUID retryOf, @Nullable String traceParent) {}
