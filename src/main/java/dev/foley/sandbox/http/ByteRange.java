package dev.foley.sandbox.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a {@code Range} header asks for (RFC 9110, 14.2).
 *
 * @param first byte
 * @param last byte, inclusive; before {@code first} where nothing of the file is asked for
 */
record ByteRange(int first, int last) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a header. Several ranges, and anything that is no range of bytes, are answered with the whole file, which
     * the RFC allows.
     *
     * @return null for the whole file
     */
    static @Nullable ByteRange of(@Nullable String header, int length) {
        Matcher range = ONE_RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return null;
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(range.group(2)), length);
            return new ByteRange((int) (length - suffix), length - 1);
        }
        long first = Math.min(Long.parseLong(range.group(1)), length);
        long last = range.group(2).isEmpty() ? length - 1 : Math.min(Long.parseLong(range.group(2)), length - 1);
        return Long.parseLong(range.group(1)) > last && last < length - 1
                ? null
                : new ByteRange((int) first, (int) last);
    }

    boolean isEmpty() { return first > last; }

    int length() {
        return last - first + 1;
    }
}
