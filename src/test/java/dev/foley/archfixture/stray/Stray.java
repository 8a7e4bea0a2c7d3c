package dev.foley.archfixture.stray;

/** In a package that no rule knows. */
public record Stray() {}
