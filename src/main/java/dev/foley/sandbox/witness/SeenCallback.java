package dev.foley.sandbox.witness;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a callback.
 *
 * @param attempt 1 for the first one
 * @param status the HTTP status that the receiver answered with, 0 without an answer
 * @param error why there was no answer
 */
public record SeenCallback(Instant at, String taskId, String url, int attempt, int status, @Nullable String error) {}
