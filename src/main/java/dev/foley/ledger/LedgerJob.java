package dev.foley.ledger;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.foley.SoundEffectRequest;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands in the database.
 *
 * @param request     as sent to kie.ai, with the callback URL that carries the job's id
 * @param due         whether its next step may be taken now
 * @param attempts    failures in a row in this state
 * @param submissions how often createTask was called
 * @param working     how long ago its submission began; null before
 * @param taskId      null before kie.ai has it
 * @param resultUrls  empty until the task has succeeded
 * @param credits     null while unknown
 * @param audio       null until it is stored
 * @param failure     null unless it failed
 * @param retryOf     the job that this one repeats; null for none
 * @param traceParent the W3C traceparent of the request that created it; null where that was not traced
 */
public record LedgerJob(UUID id, String caller, State state, SoundEffectRequest request, boolean due, int attempts,
        int submissions, @Nullable Duration working, @Nullable String taskId, List<URI> resultUrls,
        @Nullable BigDecimal credits, @Nullable StoredAudio audio, @Nullable Failure failure, @Nullable UUID retryOf,
        @Nullable String traceParent, Instant createdAt, Instant updatedAt, @Nullable Instant completedAt) {

    public LedgerJob {
        resultUrls = List.copyOf(resultUrls);
    }
}
