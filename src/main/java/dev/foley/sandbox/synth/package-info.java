/** Sound effects out of words: noise, tones, sweeps and envelopes. */
@NullMarked
package dev.foley.sandbox.synth;

import org.jspecify.annotations.NullMarked;
