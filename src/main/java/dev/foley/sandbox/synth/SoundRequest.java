package dev.foley.sandbox.synth;

/**
 * Everything that a sound depends on: equal requests sound the same, sample by sample.
 *
 * @param prompt what it shall sound like
 * @param seconds 0.5 to 22
 * @param loop whether its end leads back to its start
 * @param promptInfluence 0 to 1: the higher, the less two seeds differ
 * @param seed of this run
 */
public record SoundRequest(String prompt, double seconds, boolean loop, double promptInfluence, long seed) {}
