package dev.foley.facade;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs a list is to have.
 *
 * @param states any of them; empty for all
 * @param text   a part of the prompt, in capitals or not; null for any prompt
 * @param limit  how many at most, 1 to {@link #MOST}
 * @param after  where the page before ended; null for the first page
 */
public record JobQuery(Set<JobState> states, @Nullable String text, int limit, @Nullable JobCursor after) {
    /** The most jobs of a page. */
    public static final int MOST = 100;
    public static final int DEFAULT_LIMIT = 20;
    /** The most characters of a text to look for. */
    public static final int LONGEST_TEXT = 200;

    public JobQuery {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "limit is %d: must be 1 to %d", limit, MOST));
        }
    }
}
