package dev.foley.facade;

/**
 * A rule of the API that a request breaks.
 *
 * @param field   as the request names it
 * @param message what is wrong with it, and what would be right
 */
public record Violation(String field, String message) {}
