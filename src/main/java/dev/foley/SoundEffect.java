package dev.foley;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A finished sound effect, ready for {@link SoundEffects#download}.
 *
 * @param taskId          the task that made it
 * @param urls            where the audio lies, at least one; they expire within a day to two weeks
 * @param format          the format it was asked for in; null where kie.ai did not say and nobody else knew
 * @param creditsConsumed null where unknown
 * @param createdAt       when kie.ai accepted the task; null where unknown
 * @param completedAt     when kie.ai finished it; null where unknown
 */
public record SoundEffect(String taskId, List<URI> urls, @Nullable OutputFormat format,
        @Nullable BigDecimal creditsConsumed, @Nullable Instant createdAt, @Nullable Instant completedAt) {

    public SoundEffect {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a sound effect has at least one URL");
        }
    }

    /** How long kie.ai worked on it, to the second; null where one of the two times is unknown. */
    public @Nullable Duration workDuration() {
        return createdAt == null || completedAt == null ? null : Duration.between(createdAt, completedAt);
    }
}
