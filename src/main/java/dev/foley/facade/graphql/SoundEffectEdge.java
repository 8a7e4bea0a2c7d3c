package dev.foley.facade.graphql;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** A sound effect at its place. */
@Description("A sound effect at its place in a list.")
public record SoundEffectEdge(
        @NonNull @Description("The place, to go on from with `after`. Opaque.") String cursor,
        @NonNull @Description("The sound effect.") SoundEffect node) {}
