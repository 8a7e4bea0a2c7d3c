package dev.foley.facade.rest;

/** The audio has none of the bytes that were asked for. */
final class RangeNotSatisfiableException extends RuntimeException {
    private final long length;

    /** @param length that it has */
    RangeNotSatisfiableException(long length) {
        super("The audio has %d bytes, and none of those asked for.".formatted(length));
        this.length = length;
    }

    long length() {
        return length;
    }
}
