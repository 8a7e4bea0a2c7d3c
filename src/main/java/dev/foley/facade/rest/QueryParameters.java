package dev.foley.facade.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.foley.facade.InvalidRequestException;
import dev.foley.facade.JobCursor;
import dev.foley.facade.JobQuery;
import dev.foley.facade.JobState;
import dev.foley.facade.Violation;
import org.jspecify.annotations.Nullable;

/** Reads parameters of the query as strictly as fields of a body are read. */
final class QueryParameters {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String STATES = Arrays.stream(JobState.values())
            .map(JobState::wireName)
            .collect(Collectors.joining(", "));

    private QueryParameters() {}

    /** Absent, it is false. */
    static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw invalid(name, String.format(Locale.ROOT, "is %s: must be true or false", Quote.of(value)));
    }

    /** A time with its offset, or a day of UTC; absent, the beginning of time. */
    static Instant time(String name, @Nullable String value) {
        if (value == null) {
            return EARLIEST;
        }
        try {
            Instant time = value.length() <= "2026-11-30".length()
                    ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(value);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException noTime) {
            // Told below, with the way out.
        }
        throw invalid(name,
                String.format(Locale.ROOT,
                        "is %s: must be a time such as 2026-11-30T08:00:00Z, or a day such as 2026-11-30, from 1970 to 9999",
                        Quote.of(value)));
    }

    /** The name of a caller; null where it is absent. */
    static @Nullable String caller(@Nullable String value) {
        if (value != null && (value.isEmpty() || value.length() > JobQuery.LONGEST_CALLER || value.indexOf(0) >= 0)) {
            throw invalid("caller", String.format(Locale.ROOT,
                    "has %d characters: must have 1 to %d, and no U+0000", value.length(), JobQuery.LONGEST_CALLER));
        }
        return value;
    }

    static InvalidRequestException invalid(String name, String message) {
        return new InvalidRequestException(List.of(new Violation(name, message)));
    }

    /** All that is wrong with them is told at once. */
    static JobQuery query(List<String> states, @Nullable String text, @Nullable String limit, @Nullable String cursor) {
        List<Violation> violations = new ArrayList<>();
        Set<JobState> known = EnumSet.noneOf(JobState.class);
        for (String state : states) {
            state(state).ifPresentOrElse(known::add, () -> violations.add(new Violation("state",
                    String.format(Locale.ROOT, "is %s: must be one of %s", Quote.of(state), STATES))));
        }
        if (text != null && (text.isEmpty() || text.length() > JobQuery.LONGEST_TEXT || text.indexOf(0) >= 0)) {
            violations.add(new Violation("text", String.format(Locale.ROOT,
                    "has %d characters: must have 1 to %d, and no U+0000", text.length(), JobQuery.LONGEST_TEXT)));
        }
        int most = limit == null ? JobQuery.DEFAULT_LIMIT : number(limit);
        if (most < 1 || most > JobQuery.MOST) {
            violations.add(new Violation("limit",
                    String.format(Locale.ROOT, "is %s: must be a number from 1 to %d", Quote.of(limit),
                            JobQuery.MOST)));
        }
        Optional<JobCursor> after = cursor == null ? Optional.empty() : JobCursor.read(cursor);
        if (cursor != null && after.isEmpty()) {
            violations.add(new Violation("cursor",
                    String.format(Locale.ROOT, "is %s: must be taken from links.next of the page before",
                            Quote.of(cursor))));
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return new JobQuery(known, text, most, after.orElse(null));
    }

    private static Optional<JobState> state(String wireName) {
        return Arrays.stream(JobState.values()).filter(state -> state.wireName().equals(wireName)).findFirst();
    }

    /** Of up to three digits; zero for anything else. */
    private static int number(String digits) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
    }
}
