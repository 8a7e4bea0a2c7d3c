package dev.foley.facade.graphql;

import java.math.BigDecimal;

import dev.foley.OutputFormat;
import dev.foley.SoundEffectRequest;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A request for a sound effect; what is null is left to the default. */
@Input
@Name("SoundEffectInput")
@Description("What to make.")
public record SoundEffectInput(
        @NonNull @Description("The sound in words: 1 to 5000 characters, not blank.") String text,
        @DefaultValue("false") @Description("Whether the sound loops smoothly.") @Nullable Boolean loop,
        @Description("Its length in seconds: 0.5 to 22, in steps of 0.1. Null lets the model choose from the text.") @Nullable Double durationSeconds,
        @DefaultValue("0.3") @Description("0 to 1, in steps of 0.01: the higher, the closer to the text and the less varied.") @Nullable Double promptInfluence,
        @DefaultValue("MP3_44100_128") @Description("The format of the audio.") @Nullable AudioFormat outputFormat) {

    SoundEffectRequest request() {
        return new SoundEffectRequest(text, Boolean.TRUE.equals(loop), decimal(durationSeconds),
                promptInfluence == null ? SoundEffectRequest.DEFAULT_PROMPT_INFLUENCE : decimal(promptInfluence),
                outputFormat == null ? OutputFormat.DEFAULT : outputFormat.outputFormat(), null);
    }

    /** The decimal that it prints as: 0.7 is seven tenths. */
    private static @Nullable BigDecimal decimal(@Nullable Double number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }
}
