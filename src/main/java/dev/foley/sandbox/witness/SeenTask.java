package dev.foley.sandbox.witness;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A task that was created.
 *
 * @param text the prompt as sent
 * @param state {@code waiting}, {@code generating}, {@code succeeded} or {@code failed}, whatever it shows to clients
 * @param price what a success costs, in credits
 * @param paid whether it has been paid for
 */
public record SeenTask(String taskId, String text, @Nullable String callBackUrl, String outputFormat, String state,
        Instant createdAt, BigDecimal price, boolean paid) {}
