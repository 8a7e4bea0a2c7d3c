package dev.foley.facade.graphql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.JobCursor;
import dev.foley.facade.JobQuery;
import dev.foley.facade.JobState;
import dev.foley.facade.Violation;
import org.jspecify.annotations.Nullable;

/** The bounds of arguments, which the types of GraphQL cannot tell. */
final class Arguments {
    /** In characters, as over REST. */
    private static final int LONGEST_KEY = 255;
    private static final Pattern KEY = Pattern.compile("[ -~]{1," + LONGEST_KEY + "}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Arguments() {}

    static @Nullable String key(@Nullable String key) {
        if (key == null || KEY.matcher(key).matches()) {
            return key;
        }
        throw new InvalidRequestException(List.of(new Violation("idempotencyKey",
                String.format(Locale.ROOT, "has %d characters: must have 1 to %d, of printable ASCII", key.length(),
                        LONGEST_KEY))));
    }

    /** Null for the current month. */
    static @Nullable Instant since(@Nullable Instant since) {
        if (since == null) {
            return null;
        }
        if (since.isBefore(Instant.EPOCH) || since.isAfter(LATEST)) {
            throw new InvalidRequestException(List.of(new Violation("since", "must lie in the years 1970 to 9999")));
        }
        return since;
    }

    static @Nullable String caller(@Nullable String caller) {
        if (caller != null
                && (caller.isEmpty() || caller.length() > JobQuery.LONGEST_CALLER || caller.indexOf(0) >= 0)) {
            throw new InvalidRequestException(List.of(new Violation("caller",
                    String.format(Locale.ROOT, "has %d characters: must have 1 to %d, and no U+0000", caller.length(),
                            JobQuery.LONGEST_CALLER))));
        }
        return caller;
    }

    /** All that is wrong with them is told at once. */
    static JobQuery query(@Nullable Integer first, @Nullable String after,
            @Nullable List<@Nullable SoundEffectState> states,
            @Nullable String text) {
        List<Violation> violations = new ArrayList<>();
        int most = first == null ? JobQuery.DEFAULT_LIMIT : first;
        if (most < 1 || most > JobQuery.MOST) {
            violations.add(
                    new Violation("first", String.format(Locale.ROOT, "is %d: must be 1 to %d", most, JobQuery.MOST)));
        }
        Optional<JobCursor> cursor = Optional.ofNullable(after).flatMap(JobCursor::read);
        if (after != null && cursor.isEmpty()) {
            violations.add(new Violation("after", "must be the cursor of an edge, or the endCursor of a page"));
        }
        if (text != null && (text.isEmpty() || text.length() > JobQuery.LONGEST_TEXT || text.indexOf(0) >= 0)) {
            violations.add(new Violation("text", String.format(Locale.ROOT,
                    "has %d characters: must have 1 to %d, and no U+0000", text.length(), JobQuery.LONGEST_TEXT)));
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return new JobQuery(jobStates(states), text, most, cursor.orElse(null));
    }

    private static Set<JobState> jobStates(@Nullable List<@Nullable SoundEffectState> states) {
        return states == null
                ? Set.of()
                : states.stream().filter(Objects::nonNull).map(SoundEffectState::jobState).collect(Collectors.toSet());
    }
}
