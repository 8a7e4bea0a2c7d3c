package dev.foley.sandbox.task;

import java.math.BigDecimal;

import dev.foley.sandbox.audio.OutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a create asked for, found valid.
 *
 * @param text as sent, markers included
 * @param prompt the text without markers
 * @param inputJson the {@code input} object as sent
 * @param seconds as sent, or chosen from the prompt
 */
public record SoundOrder(String text, String prompt, String inputJson, boolean loop, BigDecimal seconds,
        double promptInfluence, OutputFormat format, @Nullable String callBackUrl) {

    /** Credits for a second of audio, as published clients have it. */
    private static final BigDecimal CREDITS_PER_SECOND = new BigDecimal("0.24");

    /** What a success costs, in credits. */
    public BigDecimal price() {
        return CREDITS_PER_SECOND.multiply(seconds).stripTrailingZeros();
    }
}
