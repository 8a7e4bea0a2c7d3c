package dev.foley.facade;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs a list is to have.
 *
 * @param states any of them; empty for all
 * @param caller the name under which they are kept, of those that the asker sees; null for everybody's
 * @param text   a part of the prompt, in capitals or not; null for any prompt
 * @param limit  how many at most, 1 to {@link #MOST}
 * @param after  where the page before ended; null for the first page
 */
public record JobQuery(Set<JobState> states, @Nullable String caller, @Nullable String text, int limit,
        @Nullable JobCursor after) {
    /** The most jobs of a page. */
    public static final int MOST = 100;
    public static final int DEFAULT_LIMIT = 20;
    /** The most characters of a text to look for. */
    public static final int LONGEST_TEXT = 200;

    /** The longest name of a caller that there may be, in characters: an issuer's URL and a subject. */
    public static final int LONGEST_CALLER = 500;

    public JobQuery(Set<JobState> states, @Nullable String text, int limit, @Nullable JobCursor after) {
        this(states, null, text, limit, after);
    }

    /** The same, of that caller's jobs alone; null for everybody's. */
    public JobQuery of(@Nullable String caller) {
        return new JobQuery(states, caller, text, limit, after);
    }

    public JobQuery {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "limit is %d: must be 1 to %d", limit, MOST));
        }
    }
}
