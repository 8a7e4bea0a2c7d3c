package dev.foley.facade.rest;

/** The body is no JSON object; the message says why, in words for its sender. */
final class MalformedBodyException extends RuntimeException {
    MalformedBodyException(String message) {
        super(message);
    }
}
