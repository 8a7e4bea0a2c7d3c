package dev.foley.facade.rest;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Prefer: wait=10} (RFC 7240). A preference that makes no sense is none, as others that are not known. */
final class WaitPreference {
    static final String HEADER = "Prefer";
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*(?:([0-9]+)|\"([0-9]+)\")\\s*(?:;.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_DIGITS = 9;

    private WaitPreference() {}

    /**
     * How long its caller would wait; empty for not at all. The first one counts.
     *
     * @param most that is granted
     */
    static Optional<Duration> of(List<String> headers, Duration most) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .findFirst()
                .map(wait -> granted(wait, most))
                .filter(wait -> !wait.isZero());
    }

    private static Duration granted(MatchResult wait, Duration most) {
        String digits = wait.group(1) == null ? wait.group(2) : wait.group(1);
        Duration asked = digits.length() > MOST_DIGITS ? most : Duration.ofSeconds(Long.parseLong(digits));
        return asked.compareTo(most) < 0 ? asked : most;
    }
}
