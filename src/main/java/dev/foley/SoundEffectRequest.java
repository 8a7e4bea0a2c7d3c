package dev.foley;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What to make: start from {@link #of(String)} and refine with the withers. Rules are checked when it is submitted, all
 * at once, before anything is sent.
 *
 * @param text            what the sound is, in words: 1 to 5000 characters ({@link String#length()}), one of them visible
 * @param loop            whether the sound loops smoothly
 * @param durationSeconds 0.5 to 22 in steps of 0.1; null lets the model choose from the text
 * @param promptInfluence 0 to 1 in steps of 0.01: the higher, the closer to the text and the less varied
 * @param outputFormat    the format of the audio
 * @param callbackUrl     where kie.ai posts the end of the task: absolute, http or https; null for no callback
 */
public record SoundEffectRequest(
        @NotNull(message = NOT_BLANK) @Pattern(regexp = VISIBLE, message = NOT_BLANK) @Size(max = MAX_TEXT, message = "must have at most {max} characters") @Pattern(regexp = ENCODABLE, message = "must be well-formed Unicode without U+0000") String text,
        boolean loop,
        @DecimalMin(value = "0.5", message = AT_LEAST) @DecimalMax(value = "22", message = AT_MOST) @Digits(integer = 2, fraction = 1, message = "is ${validatedValue}: must be a multiple of 0.1") @Nullable BigDecimal durationSeconds,
        @NotNull(message = NOT_NULL) @DecimalMin(value = "0", message = AT_LEAST) @DecimalMax(value = "1", message = AT_MOST) @Digits(integer = 1, fraction = 2, message = "is ${validatedValue}: must be a multiple of 0.01") BigDecimal promptInfluence,
        @NotNull(message = NOT_NULL) OutputFormat outputFormat,
        @AbsoluteHttpUrl @Nullable URI callbackUrl) {

    /** Characters a text may have, on every page of kie.ai. */
    public static final int MAX_TEXT = 5000;

    /** What kie.ai uses when none is asked for. */
    public static final BigDecimal DEFAULT_PROMPT_INFLUENCE = new BigDecimal("0.3");

    /**
     * A character that can be seen: neither a space, a control or format character, a combining mark alone, a filler of Hangul,
     * the blank of Braille, nor a code point that is reserved for invisible ones. Unassigned code points count as visible:
     * this JDK may not know the newest emoji. So do those that {@link #ENCODABLE} refuses.
     */
    private static final String VISIBLE = "(?s).*[^\\p{Z}\\x01-\\x1F\\x7F-\\x9F\\p{Cf}\\p{M}\\u115F\\u1160\\u2065"
            + "\\u2800\\u3164\\uFFA0\\uFFF0-\\uFFF8\\uFFFE\\uFFFF\\x{E0000}-\\x{E0FFF}].*";
    private static final String NOT_BLANK = "must not be blank";

    /** No U+0000, which PostgreSQL cannot hold, and no lone surrogate, which UTF-8 cannot. */
    private static final String ENCODABLE = "[^\\x00\\p{Cs}]*";
    // The texts are given here: the ones that Bean Validation brings are in the language of the machine.
    private static final String NOT_NULL = "must not be null";
    private static final String AT_LEAST = "is ${validatedValue}: must be at least {value}";
    private static final String AT_MOST = "is ${validatedValue}: must be at most {value}";

    public SoundEffectRequest {
        durationSeconds = Decimals.normalised(durationSeconds);
        promptInfluence = Decimals.normalised(promptInfluence);
    }

    /** That text with kie.ai's defaults: no loop, a duration chosen from the text, influence 0.3, MP3 at 128 kbit/s. */
    public static SoundEffectRequest of(String text) {
        return new SoundEffectRequest(text, false, null, DEFAULT_PROMPT_INFLUENCE, OutputFormat.DEFAULT, null);
    }

    public SoundEffectRequest withText(String text) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    public SoundEffectRequest withLoop(boolean loop) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    /** In seconds; null lets the model choose. */
    public SoundEffectRequest withDurationSeconds(@Nullable BigDecimal durationSeconds) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    /**
     * In seconds, taken as the decimal it prints as: 0.7 is seven tenths.
     *
     * @throws IllegalArgumentException when it is infinite or not a number
     */
    public SoundEffectRequest withDurationSeconds(double durationSeconds) {
        return withDurationSeconds(Decimals.of("durationSeconds", durationSeconds));
    }

    public SoundEffectRequest withPromptInfluence(BigDecimal promptInfluence) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    /**
     * Taken as the decimal it prints as.
     *
     * @throws IllegalArgumentException when it is infinite or not a number
     */
    public SoundEffectRequest withPromptInfluence(double promptInfluence) {
        return withPromptInfluence(Decimals.of("promptInfluence", promptInfluence));
    }

    public SoundEffectRequest withOutputFormat(OutputFormat outputFormat) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    public SoundEffectRequest withCallbackUrl(@Nullable URI callbackUrl) {
        return new SoundEffectRequest(text, loop, durationSeconds, promptInfluence, outputFormat, callbackUrl);
    }

    /** Without the text, which is no one's business in a log. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "SoundEffectRequest[text=(%d characters), loop=%s, durationSeconds=%s, promptInfluence=%s, outputFormat=%s]",
                text == null ? 0 : text.length(), loop, durationSeconds, promptInfluence, outputFormat);
    }
}
