package dev.foley;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

/** How long tasks take, learned from those that this process saw end, apart for each length of audio in whole seconds. */
@ApplicationScoped
public class UsualDurations {
    /** The weight of the newest task: about the last ten count. */
    private static final double NEWEST = 0.2;
    /** A task that kept the queue for minutes says little of the next: it counts as this many times the usual. */
    private static final double AT_MOST = 2;
    /** Below a second there is no usual to multiply. */
    private static final double SHORT_MILLIS = 1_000;

    /** Whole seconds from 1 to 22, and this for a length left to the model: at most 23 entries. */
    private static final int UNKNOWN_LENGTH = 0;
    private static final BigDecimal LONGEST = BigDecimal.valueOf(22);

    private final Map<Integer, Double> millisByLength = new ConcurrentHashMap<>();

    /** A task with that request took so long; nothing is learned of a negative duration. */
    public void learn(SoundEffectRequest request, Duration took) {
        if (!took.isNegative()) {
            millisByLength.merge(length(request), (double) took.toMillis(), UsualDurations::learned);
        }
    }

    private static double learned(double usual, double newest) {
        double most = AT_MOST * Math.max(SHORT_MILLIS, usual);
        return usual + NEWEST * (Math.min(newest, most) - usual);
    }

    /** Null until a task of that length has ended. */
    public @Nullable Duration of(SoundEffectRequest request) {
        Double millis = millisByLength.get(length(request));
        return millis == null ? null : Duration.ofMillis(Math.round(millis));
    }

    private static int length(SoundEffectRequest request) {
        BigDecimal seconds = request.durationSeconds();
        return seconds == null || seconds.signum() < 0 || seconds.compareTo(LONGEST) > 0
                ? UNKNOWN_LENGTH
                : seconds.setScale(0, RoundingMode.CEILING).intValue();
    }
}
