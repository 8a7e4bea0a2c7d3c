package dev.foley.facade.rest;

import java.util.Locale;

/** The audio has none of the bytes that were asked for. */
final class RangeNotSatisfiableException extends RuntimeException {
    private final long length;

    /** @param length that it has */
    RangeNotSatisfiableException(long length) {
        super(String.format(Locale.ROOT, "The audio has %d bytes, and none of those asked for.", length));
        this.length = length;
    }

    long length() {
        return length;
    }
}
