package dev.foley.facade.graphql;

import dev.foley.facade.Job;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What is known of the audio, each null where unknown. */
@Description("The audio of a sound effect that succeeded.")
public record Audio(
        @NonNull @Description("The path to fetch the bytes from, over HTTP; it takes ranges.") String href,
        @Description("Its media type, such as audio/mpeg. Null where unknown.") @Nullable String mediaType,
        @Description("Its size. Null where unknown.") @Nullable Integer bytes,
        @Description("Its SHA-256, in hexadecimal. Null where unknown.") @Nullable String sha256,
        @Description("How long it plays, in seconds. Null where unknown.") @Nullable Double durationSeconds) {

    static @Nullable Audio of(Job.@Nullable Audio audio, String href) {
        return audio == null
                ? null
                : new Audio(href, audio.mediaType(), audio.bytes() == null ? null : Math.toIntExact(audio.bytes()),
                        audio.sha256(), Numbers.real(audio.durationSeconds()));
    }
}
