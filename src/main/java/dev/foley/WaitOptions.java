package dev.foley;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How to wait for one task; null takes the configured value.
 *
 * @param deadline  how long to wait at most; null for {@code foley.wait.deadline}
 * @param firstPoll when to look first; null for {@code foley.wait.first-poll}
 * @param expected  what was asked for, so that polls gather around the time it usually takes; null where unknown, until
 *                  the first poll tells
 */
public record WaitOptions(@Nullable Duration deadline, @Nullable Duration firstPoll,
        @Nullable SoundEffectRequest expected) {

    public static final WaitOptions DEFAULT = new WaitOptions(null, null, null);

    /**
     * @throws IllegalArgumentException when {@code deadline} is not positive or {@code firstPoll} is negative
     */
    public WaitOptions {
        if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "deadline is %s: must be positive", deadline));
        }
        if (firstPoll != null && firstPoll.isNegative()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "firstPoll is %s: must not be negative", firstPoll));
        }
    }

    public static WaitOptions within(Duration deadline) {
        return new WaitOptions(deadline, null, null);
    }

    public WaitOptions firstPollAfter(Duration firstPoll) {
        return new WaitOptions(deadline, firstPoll, expected);
    }

    public WaitOptions expecting(SoundEffectRequest expected) {
        return new WaitOptions(deadline, firstPoll, expected);
    }
}
