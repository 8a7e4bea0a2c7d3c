/** The nineteen output formats of Sound Effect V2 and their encoders. */
@NullMarked
package dev.foley.sandbox.audio;

import org.jspecify.annotations.NullMarked;
