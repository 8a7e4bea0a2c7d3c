package dev.foley.facade.graphql;

import dev.foley.SoundEffectRequest;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What was asked for. */
@Name("SoundEffectRequest")
@Description("What was asked for, with the defaults that were applied.")
public record Request(
        @NonNull @Description("The sound in words.") String text,
        @Description("Whether it loops smoothly.") boolean loop,
        @Description("The length that was asked for, in seconds. Null where the model chose.") @Nullable Double durationSeconds,
        @Description("How close to the text: 0 to 1.") @Nullable Double promptInfluence,
        @NonNull @Description("The format of the audio.") AudioFormat outputFormat) {

    static @Nullable Request of(@Nullable SoundEffectRequest request) {
        return request == null
                ? null
                : new Request(request.text(), request.loop(), Numbers.real(request.durationSeconds()),
                        Numbers.real(request.promptInfluence()), AudioFormat.of(request.outputFormat()));
    }
}
