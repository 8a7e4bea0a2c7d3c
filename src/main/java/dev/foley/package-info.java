/** Text to sound effects for Quarkus services: inject {@code SoundEffects}. */
@NullMarked
package dev.foley;

import org.jspecify.annotations.NullMarked;
