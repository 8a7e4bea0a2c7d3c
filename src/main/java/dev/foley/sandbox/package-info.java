/**
 * A stand-in for kie.ai's Sound Effect V2 API that makes real audio: for development and tests without a key, a
 * network or a bill. It shares no code with the client, so that a mistake of one end is not repeated, and so hidden,
 * by the other.
 */
@NullMarked
package dev.foley.sandbox;

import org.jspecify.annotations.NullMarked;
