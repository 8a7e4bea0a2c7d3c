/** The typed errors. Everything Foley fails with is a {@link dev.foley.error.SoundEffectException}. */
@NullMarked
package dev.foley.error;

import org.jspecify.annotations.NullMarked;
