package dev.foley.facade.rest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of bytes, as RFC 9110 has it.
 *
 * @param first from 0
 * @param last  included
 */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=[ \\t]*([0-9]{0,18})-([0-9]{0,18})[ \\t]*",
            Pattern.CASE_INSENSITIVE);

    /**
     * What a Range header asks for; empty where the whole is to be sent: for other units, several ranges, and what makes no
     * sense.
     *
     * @param length of the whole
     * @throws RangeNotSatisfiableException when there is nothing in it
     */
    static Optional<ByteRange> of(@Nullable String header, long length) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(range.group(2)), length);
            return within(length - suffix, length - 1, length);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return last < first ? Optional.empty() : within(first, Math.min(last, length - 1), length);
    }

    /** Whether it asks for one range, of an audio that may be long enough. */
    static boolean isSingle(@Nullable String header) {
        try {
            return of(header, Long.MAX_VALUE).isPresent();
        } catch (RangeNotSatisfiableException beyondAnyAudio) {
            return true;
        }
    }

    private static Optional<ByteRange> within(long first, long last, long length) {
        if (first >= length) {
            throw new RangeNotSatisfiableException(length);
        }
        return Optional.of(new ByteRange(first, last));
    }

    long length() {
        return last - first + 1;
    }

    /** For Content-Range. */
    String of(long whole) {
        return String.format(Locale.ROOT, "bytes %d-%d/%d", first, last, whole);
    }
}
